import { expect } from 'chai';
import fc from 'fast-check';
import { checkValues, type ValueHistory } from '../../../../src/faults/check/value-zones.ts';
import { linearizable, type Step } from '../support/linearizable.ts';
import { read, write } from '../support/requests.ts';

const history = (over: Partial<ValueHistory>): ValueHistory => ({
  subject: 'cell 1',
  writes: [],
  reads: [],
  initial: 0,
  final: 0,
  ...over,
});

const kindOf = (over: Partial<ValueHistory>) => checkValues(history(over))?.kind;

describe('checkValues', () => {
  const one = { op: write([0, 1]), value: 1 };
  const two = { op: write([2, 3]), value: 2 };

  it('accepts reads of what was written last, or is being written', () => {
    const reads = [
      { op: read([0.5, 2.5]), value: 1 },
      { op: read([2.2, 2.8]), value: 2 },
      { op: read([2.1, 2.9]), value: 1 },
    ];
    expect(kindOf({ writes: [one, two], reads, final: 2 })).to.equal(undefined);
  });

  it('finds a read of an older value after a write was acknowledged', () => {
    const stale = { op: read([4, 5]), value: 1 };
    const found = checkValues(history({ writes: [one, two], reads: [stale], final: 2 }));
    expect(found?.kind).to.equal('staleRead');
    expect(found?.ops).to.deep.equal([one.op, two.op, stale.op]);
  });

  it('finds a read that goes back behind another read, while the write is still under way', () => {
    const slow = { op: write([2, 9]), value: 2 };
    const reads = [
      { op: read([3, 4]), value: 2 },
      { op: read([5, 6]), value: 1 },
    ];
    expect(kindOf({ writes: [one, slow], reads, final: 2 })).to.equal('staleRead');
  });

  it('finds an acknowledged write that is gone in the end', () => {
    expect(kindOf({ writes: [one, two], final: 1 })).to.equal('lost');
  });

  it('finds a value that came back after another one', () => {
    const reads = [
      { op: read([4, 5]), value: 2 },
      { op: read([6, 7]), value: 1 },
    ];
    expect(kindOf({ writes: [one, two], reads, final: 2 })).to.equal('staleRead');
    expect(kindOf({ writes: [one, two], reads, final: 1 })).to.equal('lost');
  });

  it('lets a write of unknown outcome come at any time after its begin, or never', () => {
    const unknown = { op: write([0, 1], 'unknown'), value: 1 };
    expect(kindOf({ writes: [unknown, two], reads: [{ op: read([4, 5]), value: 1 }], final: 1 })).to.equal(
      undefined,
    );
    expect(kindOf({ writes: [unknown, two], final: 2 })).to.equal(undefined);
  });

  it('lets a write of unknown outcome come only once', () => {
    const unknown = { op: write([0, 1], 'unknown'), value: 1 };
    const reads = [{ op: read([1, 1.5]), value: 1 }];
    expect(kindOf({ writes: [unknown, two], reads, final: 1 })).to.equal('lost');
  });

  it('finds a value that was refused, that nobody wrote, or that was not written yet', () => {
    const refused = { op: write([0, 1], 'not done'), value: 1 };
    expect(kindOf({ writes: [refused], final: 1 })).to.equal('unexpected');
    expect(kindOf({ writes: [], reads: [{ op: read([0, 1]), value: 7 }] })).to.equal('unexpected');
    expect(kindOf({ writes: [two], reads: [{ op: read([0, 1]), value: 2 }], final: 2 })).to.equal(
      'unexpected',
    );
  });

  it('says of small histories what a search through all orders says', () => {
    fc.assert(
      fc.property(histories, (small) => {
        expect(checkValues(small) === undefined).to.equal(linearizable(stepsOf(small), small.initial));
      }),
      { numRuns: 3_000 },
    );
  });

  it('shows of each contradiction a part that is contradictory by itself', () => {
    fc.assert(
      fc.property(histories, (whole) => {
        const shown = new Set<unknown>(checkValues(whole)?.ops);
        if (shown.size === 0) return;
        const writes = whole.writes.filter(({ op, value }) => shown.has(op) || value === whole.final);
        const part = { ...whole, writes, reads: whole.reads.filter(({ op }) => shown.has(op)) };
        expect(shown.size).to.be.at.most(6);
        expect(checkValues(part)).not.to.equal(undefined);
      }),
    );
  });
});

/** Histories of a few requests: right ones with times that are then moved about, so that many are still right. */
const histories: fc.Arbitrary<ValueHistory> = fc
  .array(
    fc.record({
      reads: fc.boolean(),
      unknown: fc.boolean(),
      middle: fc.integer({ min: -20, max: 20 }),
      half: fc.integer({ min: 1, max: 8 }),
    }),
    { minLength: 2, maxLength: 7 },
  )
  .map((plan) => {
    const made = history({});
    const writes: ValueHistory['writes'][number][] = [];
    const reads: ValueHistory['reads'][number][] = [];
    let value = made.initial;
    for (const [index, { reads: isRead, unknown, middle, half }] of plan.entries()) {
      const span = [10 * index + middle - half, 10 * index + middle + half] as const;
      if (isRead) reads.push({ op: read(span), value });
      else {
        value = index + 1;
        writes.push({ op: write(span, unknown ? 'unknown' : 'ok'), value });
      }
    }
    return { ...made, writes, reads, final: value };
  });

function stepsOf({ writes, reads, final }: ValueHistory): Step<number>[] {
  const reading = (value: number) => (state: number) => (state === value ? state : undefined);
  return [
    ...writes.map(({ op, value }) => ({
      startedAt: op.startedAt,
      endedAt: op.outcome === 'ok' ? op.endedAt : Infinity,
      optional: op.outcome === 'unknown',
      apply: () => value,
    })),
    ...reads.map(({ op, value }) => ({ ...op, apply: reading(value) })),
    { startedAt: Infinity, endedAt: Infinity, apply: reading(final) },
  ];
}
