import { expect } from 'chai';
import fc from 'fast-check';
import { checkChain } from '../../../../src/faults/check/version-chain.ts';
import type { ChainHistory, Change, Sight } from '../../../../src/faults/check/version-links.ts';
import { linearizable, type Step } from '../support/linearizable.ts';
import { read, write, type Ending, type Span } from '../support/requests.ts';

const change = (id: number, expected: number, span: Span, ending: Ending = 'ok'): Change => ({
  op: write(span, ending),
  id,
  expected,
});

const sight = (version: number, by: number, span: Span, over: Parameters<typeof read>[1] = {}): Sight => ({
  op: read(span, over),
  seen: { version, by },
});

const check = (changes: Change[], sights: Sight[], [version, by]: [number, number]) =>
  checkChain({
    subject: 'register 1',
    changes,
    refusals: changes.filter(({ op }) => op.status === 409),
    sights,
    final: { version, by },
  });

const kindOf = (...history: Parameters<typeof check>) => check(...history)?.kind;

describe('checkChain', () => {
  const first = change(11, 0, [0, 1]);
  const second = change(12, 1, [2, 3]);

  it('accepts changes one after the other, reads of them, and refusals of who was too late', () => {
    const late = change(13, 1, [2, 4], 'refused');
    const sights = [sight(0, 0, [0, 1]), sight(1, 11, [0.5, 2.5]), sight(2, 12, [2.5, 3])];
    expect(kindOf([first, second, late], sights, [2, 12])).to.equal(undefined);
  });

  it('finds an acknowledged change that is not there in the end', () => {
    expect(kindOf([first, second], [], [1, 11])).to.equal('lost');
  });

  it('finds an acknowledged change in whose place there is another one', () => {
    const other = change(13, 1, [2, 9], 'unknown');
    const found = check([first, second, other], [], [2, 13]);
    expect(found?.kind).to.equal('lost');
    expect(found?.ops).to.deep.equal([second.op, other.op]);
  });

  it('finds two acknowledged changes of one version', () => {
    expect(kindOf([first, second, change(13, 1, [4, 5])], [], [2, 12])).to.equal('lost');
  });

  it('finds two reads that saw one version differently', () => {
    const rivals = [change(12, 1, [2, 3], 'unknown'), change(13, 1, [2, 3], 'unknown')];
    const sights = [sight(2, 12, [4, 5]), sight(2, 13, [6, 7])];
    expect(kindOf([first, ...rivals], sights, [2, 13])).to.equal('divergent');
  });

  it('finds a read that is older than what was acknowledged before it began', () => {
    const stale = sight(1, 11, [4, 5]);
    const found = check([first, second], [stale], [2, 12]);
    expect(found?.kind).to.equal('staleRead');
    expect(found?.ops).to.deep.equal([second.op, stale.op]);
  });

  it('finds a read that is older than what another read saw before it began', () => {
    const slow = change(12, 1, [2, 9]);
    const sights = [sight(2, 12, [3, 4]), sight(1, 11, [5, 6], { client: 1 })];
    expect(kindOf([first, slow], sights, [2, 12])).to.equal('staleRead');
  });

  it('allows an eventual read to be old, but not to be ahead of its time', () => {
    const eventual = { consistency: 'eventual' } as const;
    expect(kindOf([first, second], [sight(1, 11, [8, 9], eventual)], [2, 12])).to.equal(undefined);
    expect(kindOf([first, second], [sight(2, 12, [0, 1], eventual)], [2, 12])).to.equal('unexpected');
  });

  it('lets a change of unknown outcome come late, or never, but not after its version was passed', () => {
    const unknown = change(13, 1, [2, 3], 'unknown');
    expect(kindOf([first, unknown], [sight(1, 11, [8, 9])], [2, 13])).to.equal(undefined);
    expect(kindOf([first, unknown], [sight(1, 11, [8, 9])], [1, 11])).to.equal(undefined);
    expect(kindOf([first, second, unknown], [], [3, 13])).to.equal('unexpected');
  });

  it('takes a version that nobody saw for the work of a request of unknown outcome, if there is one', () => {
    const unseen = change(12, 1, [2, 3], 'unknown');
    const third = change(13, 2, [4, 5]);
    expect(kindOf([first, unseen, third], [], [3, 13])).to.equal(undefined);
    expect(kindOf([first, third], [], [3, 13])).to.equal('unexpected');
  });

  it('finds what was refused and is there all the same', () => {
    const ghost = change(12, 1, [2, 3], 'refused');
    expect(kindOf([first, ghost], [], [2, 12])).to.equal('unexpected');
    expect(kindOf([first, { ...ghost, op: write([2, 3], 'not done') }], [], [2, 12])).to.equal('unexpected');
  });

  it('finds a change that was refused though nothing stood in its way', () => {
    const needless = change(12, 1, [2, 3], 'refused');
    expect(kindOf([first, needless], [], [1, 11])).to.equal('unexpected');
    const later = change(13, 1, [4, 5]);
    expect(kindOf([first, needless, later], [], [2, 13])).to.equal('unexpected');
  });

  it('says of small histories what a search through all orders says', () => {
    fc.assert(
      fc.property(histories, (small) => {
        const whole = stepsOf(small);
        expect(checkChain(small) === undefined).to.equal(linearizable(whole, '0:0'));
      }),
      { numRuns: 3_000 },
    );
  });
});

/** Histories of a few requests: right ones with times that are then moved about, so that many are still right. */
const histories: fc.Arbitrary<ChainHistory> = fc
  .array(
    fc.record({
      action: fc.constantFrom('change', 'read', 'refusal'),
      unknown: fc.boolean(),
      skipped: fc.boolean(),
      middle: fc.integer({ min: -18, max: 18 }),
      half: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 2, maxLength: 7 },
  )
  .map((plan) => {
    const changes: Change[] = [];
    const sights: Sight[] = [];
    let [version, by] = [0, 0];
    for (const [index, { action, unknown, skipped, middle, half }] of plan.entries()) {
      const span = [10 * index + middle - half, 10 * index + middle + half] as const;
      const id = index + 1;
      if (action === 'read') sights.push(sight(version, by, span));
      else if (action === 'refusal') changes.push(change(id, Math.max(0, version - 1), span, 'refused'));
      else {
        changes.push(change(id, version, span, unknown ? 'unknown' : 'ok'));
        if (!unknown || !skipped) [version, by] = [version + 1, id];
      }
    }
    const refusals = changes.filter(({ op }) => op.status === 409);
    return { subject: 'register 1', changes, refusals, sights, final: { version, by } };
  });

function stepsOf({ changes, sights, final }: ChainHistory): Step<string>[] {
  const at = ({ version, by }: { version: number; by: number }) => `${version}:${by}`;
  const versionOf = (state: string) => Number.parseInt(state);
  const showing = (expected: string) => (state: string) => (state === expected ? state : undefined);
  return [
    ...changes.map(({ op, id, expected }): Step<string> => {
      if (op.outcome === 'failed')
        return { ...op, apply: (state) => (versionOf(state) > expected ? state : undefined) };
      return {
        startedAt: op.startedAt,
        endedAt: op.outcome === 'ok' ? op.endedAt : Infinity,
        optional: op.outcome === 'unknown',
        apply: (state) => (versionOf(state) === expected ? at({ version: expected + 1, by: id }) : undefined),
      };
    }),
    ...sights.map(({ op, seen }) => ({ ...op, apply: showing(at(seen)) })),
    { startedAt: Infinity, endedAt: Infinity, apply: showing(at(final)) },
  ];
}
