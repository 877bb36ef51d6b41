import { isRunning } from '@rideshare/fault-injection';
import { expect } from 'chai';
import { crash, type Role } from '../../support/crash.ts';
import { expectMethodNotAllowed, expectProblem } from '../../support/problem.ts';
import { useSystem } from '../../support/system.ts';
import { newTable, read } from '../../support/tables.ts';
import { underLoad } from '../../support/use-load.ts';
import { awaitCast, workerPids, type Cast } from '../../support/workers.ts';

const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 5);
const ROLES: Role[] = ['master', 'slave'];
const SLAVES = 2;

/** A crash call waits for somebody to kill as long as this, which must do for the start of a worker at any time. */
const CALL_TIMEOUT_MS = '25000';

describe('A crash call', function () {
  this.timeout(60_000 + ROUNDS * 60_000);
  const { dbaas } = useSystem({ SLAVES: String(SLAVES), CALL_TIMEOUT_MS });

  /** Crashes one worker; it is the right one, gone when the answer comes, and replaced. */
  async function round(role: Role, { master, slaves }: Cast): Promise<Cast> {
    const pid = await crash(dbaas, role);
    expect(pid).to.equal(role === 'master' ? master : slaves.at(-1));
    expect(isRunning(pid)).to.equal(false);
    expect(await workerPids(dbaas)).not.to.include(pid);
    const after = await awaitCast(dbaas, SLAVES, [pid]);
    expect(after.master).to.equal(role === 'master' ? slaves[0] : master);
    return after;
  }

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

    it(`on the ${role} has it replaced, ${ROUNDS} times in a row, and costs no acknowledged write`, async () => {
      await underLoad(dbaas, async () => {
        let cast = await awaitCast(dbaas, SLAVES);
        for (let n = 0; n < ROUNDS; n++) cast = await round(role, cast);
      });
    });
  }

  it('on a slave costs no read', async () => {
    const table = await newTable(dbaas);
    const statuses: number[] = [];
    const reading = { over: false };
    const reads = (async () => {
      while (!reading.over) statuses.push((await read(dbaas, { table })).status);
    })();
    for (let n = 0; n < ROUNDS; n++) await crash(dbaas, 'slave');
    reading.over = true;
    await reads;
    expect(new Set(statuses)).to.deep.equal(new Set([200]));
  });

  it('that comes at once after another, on any role, finds the workers as that has left them', async () => {
    const dead: number[] = [];
    for (let n = 0; n < ROUNDS; n++) {
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
