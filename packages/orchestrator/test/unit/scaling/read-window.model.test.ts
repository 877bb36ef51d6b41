import { expect } from 'chai';
import fc from 'fast-check';
import { ReadWindow } from '../../../src/scaling/read-window.ts';
import { VirtualClock } from '../pool/world/virtual-clock.ts';

const SETTINGS = { readWindowMs: 1_000, readsPerSlave: 20, slaves: 1, maxSlaves: 5 };

/** What is wanted, and how many reads are counted, after reads at these times (in order), as of `now`. */
function model(times: readonly number[], now: number): { wanted: number; count: number } {
  const [first] = times;
  if (first === undefined) return { wanted: 1, count: 0 };
  const end = first + SETTINGS.readWindowMs;
  const inside = times.filter((time) => time < end).length;
  if (now < end) return { wanted: 1, count: inside };
  return follow(times.slice(inside), end, inside, now);
}

function follow(
  times: readonly number[],
  begin: number,
  before: number,
  now: number,
): { wanted: number; count: number } {
  const end = begin + SETTINGS.readWindowMs;
  const inside = times.filter((time) => time < end).length;
  if (now < end) return { wanted: Math.min(5, Math.max(1, Math.ceil(before / 20))), count: inside };
  return inside === 0 ? model(times, now) : follow(times.slice(inside), end, inside, now);
}

const steps = fc.array(
  fc.record({
    waitMs: fc.oneof(fc.nat({ max: 2_500 }), fc.constantFrom(0, 999, 1_000, 1_001)),
    reads: fc.nat({ max: 130 }),
  }),
  { maxLength: 30, size: 'max' },
);

describe('A window of reads, whatever the reads', () => {
  it('calls for as many slaves as the reads of the last full window do, and tells of each change once', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const clock = new VirtualClock();
        const told = [1];
        const window = new ReadWindow({
          settings: SETTINGS,
          running: 1,
          clock,
          onChange: (wanted) => told.push(wanted),
        });
        const times: number[] = [];
        for (const { waitMs, reads } of all) {
          await clock.advance(waitMs);
          for (let n = 0; n < reads; n++) {
            window.increment();
            times.push(clock.now());
          }
          expect({ wanted: window.wanted, count: window.count }).to.deep.equal(model(times, clock.now()));
          expect(told.at(-1)).to.equal(window.wanted);
        }
        for (const [index, wanted] of told.entries()) expect(wanted).not.to.equal(told[index - 1]);
      }),
      { numRuns: 300 },
    );
  });
});
