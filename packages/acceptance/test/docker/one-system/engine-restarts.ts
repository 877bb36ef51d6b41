import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { awaitContainers } from '../../support/docker/cast.ts';
import { partNames } from '@rideshare/local';
import type { DockerSystemUnderTest } from '../../support/docker/system.ts';
import { newUser, userPath } from '../../support/riders.ts';
import { until } from '../../../src/until.ts';
import { underLoad } from '../../support/use-load.ts';
import { ready } from '../../support/workers.ts';
import { expect } from 'chai';

const WAYS = { restart: 'restarted', kill: 'killed' } as const;

/** What `scripts/lib/engine.sh` says of the engine that it has started for the tests. */
const { RIDESHARE_ENGINE: engine = '', RIDESHARE_ENGINE_PIDFILE: pidfile = '' } = process.env;

/** The engine may be other people's too: only one that was started for the tests is restarted by them. */
export function testEngineRestarts(system: DockerSystemUnderTest): void {
  if (engine === '' || pidfile === '') {
    process.stderr.write(
      'The engine is not the tests’ own: what its restart does to a system is not tested.\n',
    );
    return;
  }
  const { dbaas, users, rides, edge, running } = system;

  describe('whose engine is', () => {
    for (const [way, done] of Object.entries(WAYS)) {
      it(`${done}, comes back as it was, and loses no write`, async () => {
        const before = await awaitContainers(system, 1);
        const name = await newUser(edge);
        await underLoad(dbaas, async () => {
          await promisify(execFile)(engine, [way]);
          for (const part of partNames) await running().unit(part).waitReady();
          const gone = [before.master, ...before.slaves].map(({ pid }) => pid);
          await awaitContainers(system, 1, gone);
          for (const service of [dbaas, users, rides]) await until('readiness', () => ready(service));
        });
        expect((await edge.get(`/api/v1/users?username=${name}`)).json).to.deep.equal([name]);
        expect((await edge.delete(userPath(name))).status).to.equal(200);
      });
    }
  });
}
