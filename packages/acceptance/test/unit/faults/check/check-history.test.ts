import { expect } from 'chai';
import fc from 'fast-check';
import { checkHistory, checkServiceHistory } from '../../../../src/faults/check/check-history.ts';
import type { ViolationKind } from '../../../../src/faults/contract.ts';
import { Recorder } from '../../../../src/faults/history/recorder.ts';
import { Board } from '../../../../src/faults/load/board.ts';
import { Client } from '../../../../src/faults/load/client.ts';
import { serviceStepsOf, stepsOf } from '../../../../src/faults/load/roles.ts';
import { Random } from '../../../../src/faults/random.ts';
import { FakeSystem, type Defect } from '../support/fake-system.ts';

const CLIENTS = 8;
const STEPS = 100;

type Checked = ReturnType<typeof checkHistory>;

/** Runs the load of a faults run on a system in memory, and tells what the checks find. */
function violationsOf(seed: number, defect?: Defect): Promise<Checked> {
  return findings(checkHistory, stepsOf, seed, defect);
}

async function findings(
  check: typeof checkHistory,
  steps: typeof stepsOf,
  seed: number,
  defect?: Defect,
): Promise<Checked> {
  const system = new FakeSystem(seed, defect);
  const recorder = new Recorder();
  const random = new Random(seed);
  const board = new Board();
  const pause = () => Promise.resolve();
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, number) => {
      const parts = { number, random: random.fork(), recorder, run: 'run', pause };
      const client = new Client({ ...parts, dbaas: system, edge: system });
      const step = steps(client, board, { clients: CLIENTS, run: 'run' });
      for (let count = 0; count < STEPS; count++) await step();
    }),
  );
  return check(recorder, system);
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

  const kinds: Record<Defect, ViolationKind> = {
    'acknowledges what it does not do': 'lost',
    'does what it refuses': 'unexpected',
    'does a write twice': 'duplicated',
    'forgets request ids': 'duplicated',
    'does half a transaction': 'invariant',
    'gives unique names away again': 'invariant',
    'reads from an old copy': 'staleRead',
    'goes back to an old copy': 'lost',
  };

  for (const [defect, kind] of Object.entries(kinds)) {
    it(`finds out a database that ${defect}`, async () => {
      for (const seed of [1, 2, 3]) {
        const violations = await violationsOf(seed, defect as Defect);
        expect(violations.map((violation) => violation.kind)).to.include(kind);
      }
    });
  }
});

describe('checkServiceHistory', () => {
  it('finds nothing wrong with services that lose answers', async () => {
    for (const seed of [1, 2, 3]) {
      expect(await findings(checkServiceHistory, serviceStepsOf, seed)).to.deep.equal([]);
    }
  });

  const kinds: Partial<Record<Defect, ViolationKind>> = {
    'acknowledges what it does not do': 'lost',
    'gives unique names away again': 'duplicated',
    'reads from an old copy': 'staleRead',
    'goes back to an old copy': 'lost',
  };

  for (const [defect, kind] of Object.entries(kinds)) {
    it(`finds out services that stand on a database that ${defect}`, async () => {
      for (const seed of [1, 2, 3]) {
        const violations = await findings(checkServiceHistory, serviceStepsOf, seed, defect as Defect);
        expect(violations.map((violation) => violation.kind)).to.include(kind);
      }
    });
  }
});
