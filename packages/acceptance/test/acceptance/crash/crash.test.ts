import { isRunning } from '@rideshare/fault-injection';
import { expect } from 'chai';
import { crash, CRASH_ROUNDS, crashRound, PATIENT_CALLS, type Role } from '../../support/crash.ts';
import { expectMethodNotAllowed, expectProblem } from '../../support/problem.ts';
import { readDuring } from '../../support/read-during.ts';
import { useSystem } from '../../support/system.ts';
import { newTable } from '../../support/tables.ts';
import { underLoad } from '../../support/use-load.ts';
import { awaitCast, workerPids } from '../../support/workers.ts';

const ROLES: Role[] = ['master', 'slave'];
const SLAVES = 2;

describe('A crash call', function () {
  this.timeout(60_000 + CRASH_ROUNDS * 60_000);
  const { dbaas } = useSystem({ SLAVES: String(SLAVES), ...PATIENT_CALLS });

  for (const role of ROLES) {
    it(`on the ${role} takes POST with nothing in it, and harms nobody otherwise`, async () => {
      const path = `/api/v1/crash/${role}`;
      const { master, slaves } = await awaitCast(dbaas, SLAVES);
      expectMethodNotAllowed(await dbaas.get(path), ['POST']);
      expectProblem(await dbaas.post(path, { pid: master }), 400);
      expectProblem(await dbaas.post(path, [], {}), 400);
      expect(await awaitCast(dbaas, SLAVES)).to.deep.equal({ master, slaves });
      const { status, json } = await dbaas.send('POST', path);
      expect(status).to.equal(200);
      expect(json).to.deep.equal([role === 'master' ? master : slaves.at(-1)]);
    });

    it(`on the ${role} has it replaced, ${CRASH_ROUNDS} times in a row, and costs no acknowledged write`, async () => {
      await underLoad(dbaas, async () => {
        let cast = await awaitCast(dbaas, SLAVES);
        for (let n = 0; n < CRASH_ROUNDS; n++) cast = await crashRound(dbaas, role, cast);
      });
    });
  }

  it('on a slave costs no read', async () => {
    const statuses = await readDuring(dbaas, await newTable(dbaas), async () => {
      for (let n = 0; n < CRASH_ROUNDS; n++) await crash(dbaas, 'slave');
    });
    expect(statuses).to.deep.equal([200]);
  });

  it('that comes at once after another, on any role, finds the workers as that has left them', async () => {
    const dead: number[] = [];
    for (let n = 0; n < CRASH_ROUNDS; n++) {
      for (const role of ROLES) dead.push(await crash(dbaas, role));
      const left = await workerPids(dbaas);
      expect(dead.filter((pid) => left.includes(pid))).to.deep.equal([]);
    }
    await awaitCast(dbaas, SLAVES, dead);
    expect(new Set(dead).size).to.equal(dead.length);
  });

  it('beside others kills a worker of its own', async () => {
    const { master } = await awaitCast(dbaas, SLAVES);
    await underLoad(dbaas, async () => {
      const dead = await Promise.all([...ROLES, ...ROLES].map((role) => crash(dbaas, role)));
      expect(new Set(dead).size).to.equal(dead.length);
      expect(dead).to.include(master);
      expect(dead.filter(isRunning)).to.deep.equal([]);
      await awaitCast(dbaas, SLAVES, dead);
    });
  });
});
