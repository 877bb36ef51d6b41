import { isRunning } from '@rideshare/fault-injection';
import { expect } from 'chai';
import { expectProblem } from '../../support/problem.ts';
import { newUser } from '../../support/riders.ts';
import { newRide } from '../../support/rides.ts';
import { useSystem } from '../../support/system.ts';
import { until } from '../../../src/until.ts';
import { underLoad } from '../../support/use-load.ts';
import { ready, workerPids } from '../../support/workers.ts';

describe('the orchestrator', function () {
  this.timeout(300_000);
  const { dbaas, users, rides, edge, running } = useSystem();

  it('killed is started again, adopts its workers, and loses and doubles no acknowledged write', async () => {
    const orchestrator = running().unit('orchestrator');
    const before = await workerPids(dbaas);
    const victim = orchestrator.pid;
    await underLoad(dbaas, async () => {
      await orchestrator.kill('SIGKILL');
      await until('another orchestrator', () => Promise.resolve(![0, victim].includes(orchestrator.pid)));
      await orchestrator.waitReady();
      await until('the same workers', async () => {
        const now = await workerPids(dbaas);
        return now.length === before.length;
      });
    });
    expect(await workerPids(dbaas)).to.deep.equal(before);
    for (const pid of before) expect(isRunning(pid)).to.equal(true);
    await until('readiness of users', () => ready(users));
    await newUser(edge);
  });

  it('away makes the services answer 503 with Retry-After, and back again finds everything', async () => {
    const orchestrator = running().unit('orchestrator');
    const name = await newUser(edge);
    const ride = await newRide(edge, name);
    await orchestrator.stop();
    for (const [service, path] of [
      [users, '/api/v1/users'],
      [rides, '/api/v1/rides/count'],
      [edge, `/api/v1/users?username=${name}`],
      [edge, `/api/v1/rides/${ride}`],
    ] as const) {
      const answer = await service.get(path);
      expectProblem(answer, 503);
      expect(answer.headers['retry-after']).to.match(/^[1-9]\d*$/);
    }
    expectProblem(await edge.post(`/api/v1/rides/${ride}`, { username: name }), 503);
    expectProblem(await users.post('/api/v1/db/clear', {}), 503);
    expect((await users.get('/api/v1/_count')).status).to.equal(200);

    await orchestrator.start();
    await orchestrator.waitReady();
    for (const service of [users, rides]) await until('readiness', () => ready(service));
    expect((await edge.get(`/api/v1/users?username=${name}`)).json).to.deep.equal([name]);
    expect((await edge.get(`/api/v1/rides/${ride}`)).json).to.include({ rideId: ride, created_by: name });
    await newRide(edge, await newUser(edge));
  });
});
