import { expect } from 'chai';
import { CRASH_ROUNDS, crashRound, PATIENT_CALLS, type Role } from '../support/crash.ts';
import { awaitContainers, type ContainerCast } from '../support/docker/cast.ts';
import { exists } from '../support/docker/containers.ts';
import { Renames } from '../support/docker/renames.ts';
import { report } from '../support/docker/figures.ts';
import { logOf } from '../support/docker/inside.ts';
import { useDockerSystem } from '../support/docker/system.ts';
import { readDuring } from '../support/read-during.ts';
import { newTable } from '../support/tables.ts';
import { until } from '../../src/until.ts';
import { underLoad } from '../support/use-load.ts';
import type { Cast } from '../support/workers.ts';

const SLAVES = 2;

function pidsOf({ master, slaves }: ContainerCast): Cast {
  return { master: master.pid, slaves: slaves.map(({ pid }) => pid) };
}

describe('A crash call on containers', function () {
  this.timeout(60_000 + CRASH_ROUNDS * 60_000);
  const system = useDockerSystem({ SLAVES: String(SLAVES), ...PATIENT_CALLS });
  const { dbaas, running } = system;

  /** Crashes one of a cast, checks by the engine's word who was killed, and who is called what afterwards. */
  async function round(role: Role, before: ContainerCast): Promise<ContainerCast> {
    const pids = await crashRound(dbaas, role, pidsOf(before));
    const after = await awaitContainers(system, SLAVES);
    expect(pidsOf(after)).to.deep.equal(pids);
    const [lowest, highest] = [before.slaves[0], before.slaves.at(-1)];
    const [victim, leader] = role === 'master' ? [before.master, lowest] : [highest, before.master];
    expect(after.master.containerId).to.equal(leader?.containerId);
    expect(await exists(running(), victim?.containerId ?? '')).to.equal(false);
    return after;
  }

  it(`on the master kills its container, and the slave of the lowest pid becomes the container master, ${CRASH_ROUNDS} times`, async () => {
    const renames = await Renames.follow(running());
    const timesMs: number[] = [];
    await underLoad(dbaas, async () => {
      let cast = await awaitContainers(system, SLAVES);
      for (let n = 0; n < CRASH_ROUNDS; n++) {
        const startMs = Date.now();
        cast = await round('master', cast);
        timesMs.push((await renames.at(cast.master.containerId, 'master', startMs)) - startMs);
      }
    });
    renames.close();
    report('from the crash call until the promoted container is named master', timesMs);
  });

  it(`on a slave kills that of the highest pid, ${CRASH_ROUNDS} times, and costs no write and no read`, async () => {
    const timesMs: number[] = [];
    const statuses = await readDuring(dbaas, await newTable(dbaas), () =>
      underLoad(dbaas, async () => {
        let cast = await awaitContainers(system, SLAVES);
        for (let n = 0; n < CRASH_ROUNDS; n++) {
          const known = cast.slaves.map(({ containerId }) => containerId);
          cast = await round('slave', cast);
          const fresh = cast.slaves.find(({ containerId }) => !known.includes(containerId));
          timesMs.push(await firstReadMs(fresh?.containerId ?? ''));
        }
      }),
    );
    expect(statuses).to.deep.equal([200]);
    report('from the creation of a slave’s container until it answers its first read', timesMs);
  });

  /** Waits until a slave has answered a read; how long after its container's creation that was. */
  async function firstReadMs(containerId: string): Promise<number> {
    const container = running().docker.getContainer(containerId);
    const created = Date.parse((await container.inspect()).Created);
    const line = await until('the first read of a new slave', async () =>
      (await logOf(container)).find(({ msg }) => msg === 'answers its first read'),
    );
    return Date.parse(String(line['time'])) - created;
  }
});
