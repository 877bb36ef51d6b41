import { expect } from 'chai';
import fc from 'fast-check';
import { parseRead } from '@rideshare/dbaas';
import { CopyReader } from '../../../src/storage/copy-reader.ts';
import { Copy, type LogEntry, type Outcome } from '../../../src/storage/copy.ts';
import { hashTables, type TableHashes } from '../../../src/storage/hash.ts';
import { CopyModel } from './copy-model.ts';
import { logOf, script, USERS } from './log-script.ts';
import { scratchFiles } from './scratch.ts';

/** Small, so that runs are long enough to forget requests. */
const RETENTION = 8;

interface Run {
  outcomes: Outcome[];
  hashes: TableHashes;
  users: unknown;
}

/** Applies a log to a new copy, in groups of these sizes by turns; `reopen` ends the process, as it were, after each. */
function run(file: string, entries: LogEntry[], sizes: number[], reopen: boolean): Run {
  let copy = Copy.open(file, { retention: RETENTION });
  const outcomes: Outcome[] = [];
  for (let from = 0, turn = 0; from < entries.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    outcomes.push(...copy.apply(entries.slice(from, from + size)));
    from += size;
    if (!reopen) continue;
    copy.close();
    copy = Copy.open(file, { retention: RETENTION });
  }
  const reader = new CopyReader(file);
  const users: unknown = JSON.parse(reader.rows(parseRead({ table: 'users', orderBy: 'id' })));
  reader.close();
  copy.close();
  return { outcomes, hashes: hashTables(file), users };
}

describe('a copy against its model', () => {
  const newFile = scratchFiles();
  const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });

  it('has the outcomes and rows of the model, and equal hashes however the log is grouped', function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(script, sizes, sizes, (steps, some, others) => {
        const entries = logOf(steps);
        const model = new CopyModel({ table: 'users', ...USERS }, RETENTION);
        const expected = steps.map((step) => model.apply(step));

        const one = run(newFile(), entries, some, false);
        const outcomes = one.outcomes.map(({ status, code, body }) => ({
          status,
          code,
          body: body === '' ? undefined : (JSON.parse(body) as unknown),
        }));
        expect(outcomes).to.deep.equal(expected);
        expect(one.users).to.deep.equal(model.users);
        expect(run(newFile(), entries, others, false)).to.deep.equal(one);
        expect(run(newFile(), entries, [25], true)).to.deep.equal(one);
      }),
      { numRuns: 60 },
    );
  });
});
