import { expect } from 'chai';
import fc from 'fast-check';
import { planNames, type NamedWorker } from '../../../src/naming/plan-names.ts';

const ROLE_NAMES = ['master', 'slave', 'slave-2', 'slave-3', 'slave-4'];

type Names = Record<string, string>;

const world = fc
  .integer({ min: 1, max: 4 })
  .chain((count) =>
    fc.record({
      names: fc.shuffledSubarray([...ROLE_NAMES, ...ids(count)], { minLength: count, maxLength: count }),
      pids: fc.uniqueArray(fc.nat(), { minLength: count, maxLength: count }),
      master: fc.nat({ max: count - 1 }),
    }),
  )
  .map(({ names, pids, master }) => ({
    workers: ids(names.length).map((id, i) => ({
      id,
      pid: pids[i] ?? 0,
      // Nobody goes by another one's id.
      name: ROLE_NAMES.includes(names[i] ?? '') ? (names[i] ?? id) : id,
    })),
    master: `w${master}`,
  }));

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `w${i}`);
}

/** How the workers are to be called in the end. */
function truth(workers: readonly NamedWorker[], master: string): Names {
  const names: Names = { [master]: 'master' };
  const slaves = workers.filter(({ id }) => id !== master).sort((a, b) => a.pid - b.pid);
  const left = ROLE_NAMES.slice(1, 1 + slaves.length);
  for (const { id, name } of slaves) {
    if (left.includes(name)) names[id] = left.splice(left.indexOf(name), 1)[0] ?? '';
  }
  for (const { id } of slaves) names[id] ??= left.shift() ?? '';
  return names;
}

/** The least number of renames that lead from these names to those, each to a name that is free. */
function leastRenames(from: Names, to: Names): number {
  const goal = JSON.stringify(to);
  const seen = new Set<string>();
  let front = [from];
  for (let renames = 0; front.length > 0; renames += 1) {
    if (front.some((names) => JSON.stringify(names) === goal)) return renames;
    front = front.flatMap(renamed).filter((names) => {
      const key = JSON.stringify(names);
      return !seen.has(key) && seen.add(key);
    });
  }
  return NaN;
}

/** All that one rename can make of these names. */
function renamed(names: Names): Names[] {
  const taken = Object.values(names);
  return Object.keys(names).flatMap((id) =>
    [...ROLE_NAMES, id].filter((name) => !taken.includes(name)).map((name) => ({ ...names, [id]: name })),
  );
}

function namesOf(workers: readonly NamedWorker[]): Names {
  return Object.fromEntries(workers.map(({ id, name }) => [id, name]));
}

describe('planNames, from any state', () => {
  it('leads to the truth by the fewest renames, each to a name that is free', () => {
    fc.assert(
      fc.property(world, ({ workers, master }) => {
        const names = namesOf(workers);
        const renames = planNames(workers, master);
        for (const { id, name } of renames) {
          expect(Object.values(names)).not.to.include(name);
          names[id] = name;
        }
        expect(names).to.deep.equal(truth(workers, master));
        const sorted = Object.fromEntries(workers.map(({ id }) => [id, names[id] ?? '']));
        expect(renames).to.have.lengthOf(leastRenames(namesOf(workers), sorted));
      }),
      { numRuns: 200 },
    );
  });
});
