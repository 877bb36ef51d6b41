import { raiseMemoryAlarm } from '@rideshare/fault-injection';
import { expect } from 'chai';
import { expectProblem } from '../../support/problem.ts';
import { newUser } from '../../support/riders.ts';
import { useSystem } from '../../support/system.ts';
import { until } from '../../../src/until.ts';
import { underLoad } from '../../support/use-load.ts';
import { ready } from '../../support/workers.ts';

/** Endings of a write while the broker is away: done, refused, or cut off without knowing. */
const HONEST = ['200', '503', '504'];

describe('RabbitMQ', function () {
  this.timeout(300_000);
  const { dbaas, users, rides, edge, running } = useSystem();

  it('away makes every service answer 503 with Retry-After, and back again makes all go on', async () => {
    const broker = running().unit('rabbitmq');
    const name = await newUser(edge);
    const load = await underLoad(dbaas, async () => {
      await broker.stop();
      for (const [service, path] of [
        [users, `/api/v1/users?username=${name}`],
        [rides, '/api/v1/rides/count'],
        [edge, '/api/v1/rides/1'],
        [dbaas, '/api/v1/db/tables'],
      ] as const) {
        const answer = await until(`503 from ${path}`, async () => {
          const given = await service.get(path);
          return given.status === 503 && given;
        });
        expectProblem(answer, 503);
        expect(answer.headers['retry-after']).to.match(/^[1-9]\d*$/);
      }
      for (const service of [users, rides, dbaas]) {
        expect((await service.get('/livez')).status).to.equal(200);
        expect(await ready(service)).to.equal(false);
      }
      await broker.start();
      for (const service of [dbaas, users, rides]) await until('readiness', () => ready(service));
    });
    expect(load.endings).to.have.any.keys('503');
    expect(HONEST).to.include.members(Object.keys(load.endings));
    expect((await edge.get(`/api/v1/users?username=${name}`)).json).to.deep.equal([name]);
    await newUser(edge);
  });

  it('short of memory makes every service answer 503 with Retry-After, and then goes on with all it had', async () => {
    const name = await newUser(edge);
    const load = await underLoad(dbaas, async (writes) => {
      const end = await raiseMemoryAlarm(running().unit('rabbitmq').pid);
      try {
        await until('readiness that tells of it', async () => {
          const { dependencies } = (await dbaas.get('/readyz')).json as {
            dependencies: { rabbitmq: string };
          };
          return dependencies.rabbitmq.startsWith('failed: takes no messages');
        });
        for (const [service, path] of [
          [users, `/api/v1/users?username=${name}`],
          [rides, '/api/v1/rides/count'],
          [dbaas, '/api/v1/db/tables'],
        ] as const) {
          const answer = await service.get(path);
          expectProblem(answer, 503);
          expect(answer.headers['retry-after']).to.match(/^[1-9]\d*$/);
        }
      } finally {
        await end();
      }
      for (const service of [dbaas, users, rides]) await until('readiness', () => ready(service));
      await writes.more(100);
    });
    expect(HONEST).to.include.members(Object.keys(load.endings));
    expect((await edge.get(`/api/v1/users?username=${name}`)).json).to.deep.equal([name]);
  });

  for (const how of ['restarted', 'killed'] as const) {
    it(`${how} under load loses and doubles no acknowledged write`, async () => {
      const broker = running().unit('rabbitmq');
      const load = await underLoad(dbaas, async () => {
        if (how === 'killed') await broker.kill('SIGKILL');
        else await broker.restart();
        await broker.waitReady();
        for (const service of [dbaas, users, rides]) await until('readiness', () => ready(service));
      });
      expect(HONEST).to.include.members(Object.keys(load.endings));
      await newUser(edge);
    });
  }
});
