import { expect } from 'chai';
import { awaitContainers } from '../../support/docker/cast.ts';
import { containersByName, inspectAll } from '../../support/docker/containers.ts';
import type { DockerSystemUnderTest } from '../../support/docker/system.ts';
import { newUser } from '../../support/riders.ts';
import { freshTrip, listRides, newRide } from '../../support/rides.ts';
import { workerPids } from '../../support/workers.ts';

const DATABASE = ['zookeeper', 'rabbitmq', 'orchestrator', 'master', 'slave'];
const SERVICES = ['users', 'rides', 'load-balancer'];

/** What is there before anything has happened to it. */
export function testStart(system: DockerSystemUnderTest): void {
  const { dbaas, edge, running } = system;

  describe('at its start', () => {
    it('is the five containers of the database, the services, and nothing else', async () => {
      const containers = await containersByName(running());
      expect([...containers.keys()]).to.have.members([...DATABASE, ...SERVICES]);
      for (const { State } of containers.values()) expect(State).to.equal('running');
    });

    it('has no container without the label of its deployment', async () => {
      const { docker, prefix } = running();
      const all = await docker.listContainers({ all: true });
      const named = all.filter(({ Names }) => Names.some((name) => name.startsWith(`/${prefix}`)));
      expect(named).to.have.lengthOf(DATABASE.length + SERVICES.length);
    });

    it('runs our own images, users and rides among them', async () => {
      const tag = process.env['IMAGE_TAG'] ?? 'latest';
      const containers = await inspectAll(running());
      const imageOf = (name: string) => containers.get(name)?.Config.Image;
      for (const name of [...SERVICES, 'orchestrator']) expect(imageOf(name)).to.equal(`${name}:${tag}`);
      for (const name of ['master', 'slave']) expect(imageOf(name)).to.equal(`worker:${tag}`);
    });

    it('takes a ride through the load balancer, and lists it', async () => {
      const trip = freshTrip();
      const username = await newUser(edge);
      const rideId = await newRide(edge, username, trip);
      const { status, json } = await listRides(edge, trip);
      expect(status).to.equal(200);
      expect(json).to.deep.equal([{ rideId, username, timestamp: trip.timestamp }]);
    });

    it('shows the landing page at the load balancer’s root, and whether each service is ready', async () => {
      const page = await edge.get('/');
      expect(page.status).to.equal(200);
      expect(page.headers['content-type']).to.equal('text/html; charset=utf-8');
      for (const name of ['users', 'rides']) expect((await edge.get(`/status/${name}`)).status).to.equal(200);
    });

    it('lists as workers the pids of their containers on this machine, sorted as numbers', async () => {
      await awaitContainers(system, 1);
      const containers = await inspectAll(running());
      const pids = ['master', 'slave'].map((name) => containers.get(name)?.State.Pid ?? 0);
      expect(await workerPids(dbaas)).to.deep.equal(pids.sort((a, b) => a - b));
    });
  });
}
