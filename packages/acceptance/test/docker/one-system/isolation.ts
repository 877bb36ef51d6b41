import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { containerOf, inspectAll } from '../../support/docker/containers.ts';
import { runInside } from '../../support/docker/inside.ts';
import type { DockerSystemUnderTest } from '../../support/docker/system.ts';

const WORKERS = ['master', 'slave'];
const PRIVATE = ['zookeeper', 'rabbitmq', ...WORKERS];

/** Connects to an address, or prints the error's code. */
const CONNECT = `
  const [host, port] = process.argv.slice(1);
  const socket = require('node:net').connect({ host, port, timeout: 2000 });
  socket.on('connect', () => process.exit(0));
  socket.on('timeout', () => socket.destroy(new Error('timeout')));
  socket.on('error', (error) => { console.log(error.code ?? error.message); process.exit(1); });
`;

/**
 * The engine that is started for the tests leaves the machine's firewall alone, and so keeps networks apart only where
 * the machine does not route by itself.
 */
function isUnguarded(): boolean {
  const { RIDESHARE_ENGINE: ownEngine } = process.env;
  return ownEngine !== undefined && readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8').trim() === '1';
}

/** Who reaches whom. */
export function testIsolation({ running }: DockerSystemUnderTest): void {
  const container = (name: string) => containerOf(running(), name);
  const inDatabase = () => `${running().deployment}-database`;
  const inServices = () => `${running().deployment}-services`;

  describe('whose network', () => {
    it('of the database leads nowhere else', async () => {
      const { Internal } = (await running().docker.getNetwork(inDatabase()).inspect()) as {
        Internal: boolean;
      };
      expect(Internal).to.equal(true);
    });

    it('is the database’s for workers, RabbitMQ and ZooKeeper, and for the orchestrator both', async () => {
      const containers = await inspectAll(running());
      const networksOf = (name: string) =>
        Object.keys(containers.get(name)?.NetworkSettings.Networks ?? {}).sort();
      for (const name of PRIVATE) expect(networksOf(name), name).to.deep.equal([inDatabase()]);
      expect(networksOf('orchestrator')).to.deep.equal([inDatabase(), inServices()].sort());
      for (const name of ['users', 'rides', 'load-balancer'])
        expect(networksOf(name), name).to.deep.equal([inServices()]);
    });

    it('publishes the HTTP of the services, the load balancer and the orchestrator, and no other port', async () => {
      const published = [...(await inspectAll(running()))].flatMap(([name, { NetworkSettings }]) =>
        Object.entries(NetworkSettings.Ports)
          .filter(([, bindings]: [string, unknown]) => bindings !== null)
          .map(([port, bindings]) => [name, port, ...bindings.map(({ HostIp }) => HostIp)].join(' ')),
      );
      expect(published).to.have.members([
        'orchestrator 8081/tcp 127.0.0.1',
        'users 8080/tcp 127.0.0.1',
        'rides 8000/tcp 127.0.0.1',
        'load-balancer 8888/tcp 127.0.0.1',
      ]);
    });

    if (isUnguarded()) {
      process.stderr.write(
        `The machine routes and its engine guards nothing: who reaches whom is not tested.\n`,
      );
      return;
    }
    for (const name of WORKERS) {
      it(`gives a worker (${name}) no way out of the database`, async () => {
        const users = (await container('users').inspect()).NetworkSettings.Networks[inServices()];
        const connect = ['node', '--eval', CONNECT, '--', users?.IPAddress ?? '', '8080'];
        const { code, output } = await runInside(container('orchestrator'), ...connect);
        expect(code, output).to.equal(0);
        const { output: failure } = await runInside(container(name), ...connect);
        expect(failure.trim()).to.be.oneOf(['timeout', 'ENETUNREACH', 'EHOSTUNREACH']);
      });
    }
  });
}
