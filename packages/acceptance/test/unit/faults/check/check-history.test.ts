import { expect } from 'chai';
import fc from 'fast-check';
import { checkHistory } from '../../../../src/faults/check/check-history.ts';
import type { ViolationKind } from '../../../../src/faults/contract.ts';
import { Recorder } from '../../../../src/faults/history/recorder.ts';
import { Board } from '../../../../src/faults/load/board.ts';
import { Client } from '../../../../src/faults/load/client.ts';
import { stepsOf } from '../../../../src/faults/load/roles.ts';
import { Random } from '../../../../src/faults/random.ts';
import { FakeSystem, type Defect } from '../support/fake-system.ts';

const CLIENTS = 8;
const STEPS = 100;

/** Runs the load of a faults run on a system in memory, and tells what the checks find. */
async function violationsOf(seed: number, defect?: Defect): Promise<ReturnType<typeof checkHistory>> {
  const system = new FakeSystem(seed, defect);
  const recorder = new Recorder();
  const random = new Random(seed);
  const board = new Board();
  const pause = () => Promise.resolve();
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, number) => {
      const parts = { number, random: random.fork(), recorder, run: 'run', pause };
      const client = new Client({ ...parts, dbaas: system, edge: system });
      const step = stepsOf(client, board, { clients: CLIENTS, run: 'run' });
      for (let count = 0; count < STEPS; count++) await step();
    }),
  );
  return checkHistory(recorder, system);
}

describe('checkHistory', () => {
  it('finds nothing wrong with a database that loses answers and does writes late', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        expect(await violationsOf(seed)).to.deep.equal([]);
      }),
      { numRuns: 10 },
    );
  });

  const findings: Record<Defect, ViolationKind> = {
    'acknowledges what it does not do': 'lost',
    'does what it refuses': 'unexpected',
    'does a write twice': 'duplicated',
    'forgets request ids': 'duplicated',
    'does half a transaction': 'invariant',
    'gives unique names away again': 'invariant',
    'reads from an old copy': 'staleRead',
    'goes back to an old copy': 'lost',
  };

  for (const [defect, kind] of Object.entries(findings)) {
    it(`finds out a database that ${defect}`, async () => {
      for (const seed of [1, 2, 3]) {
        const violations = await violationsOf(seed, defect as Defect);
        expect(violations.map((violation) => violation.kind)).to.include(kind);
      }
    });
  }
});
