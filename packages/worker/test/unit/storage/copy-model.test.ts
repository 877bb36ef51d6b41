import { expect } from 'chai';
import fc from 'fast-check';
import { parseRead } from '@rideshare/dbaas';
import { CopyReader } from '../../../src/storage/copy-reader.ts';
import { Copy, type LogEntry, type Outcome } from '../../../src/storage/copy.ts';
import { hashTables, type TableHashes } from '../../../src/storage/hash.ts';
import { CopyModel, type ModelEntry, type ModelRequest } from './copy-model.ts';
import { scratchFiles } from './scratch.ts';
import { TestLog, type Origin } from './test-log.ts';

const USERS = {
  columns: [
    { name: 'id', type: 'integer', primaryKey: true, autoIncrement: true },
    { name: 'name', type: 'text', notNull: true, unique: true },
  ],
};
const OTHER = { columns: USERS.columns.slice(1) };

/** Small, so that runs are long enough to forget requests. */
const RETENTION = 8;

const name = fc.constantFrom('a', 'b', 'c', "d'; --");
const expectation = fc.option(fc.constantFrom(0, 1, 2), { nil: undefined });
const expecting = <T extends object>({ expect: changes, ...rest }: T & { expect: number | undefined }) => ({
  ...rest,
  ...(changes !== undefined && { expect: changes }),
});
const statement: fc.Arbitrary<ModelRequest> = fc.oneof(
  fc
    .record({
      kind: fc.constant('insert' as const),
      names: fc.array(name, { minLength: 1, maxLength: 3 }),
      expect: expectation,
    })
    .map(expecting),
  fc
    .record({ kind: fc.constant('rename' as const), from: name, to: name, expect: expectation })
    .map(expecting),
  fc.record({ kind: fc.constant('delete' as const), name }),
);
const request: fc.Arbitrary<ModelRequest> = fc.oneof(
  { weight: 6, arbitrary: statement },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('transaction' as const),
      steps: fc.array(statement, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('define' as const), same: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fence' as const) }) },
);
const term = fc.constantFrom(1, 1, 1, 2, 2, 3);
const master = fc.constantFrom('m', 'm', 'm', 'n');
const entry: fc.Arbitrary<ModelEntry> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('barrier' as const), term, master }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mark' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('garbage' as const) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('request' as const),
      term,
      master,
      id: fc.integer({ min: 0, max: 30 }).map((n) => `id-${n}`),
      request,
    }),
  },
);

function statementOf(request: ModelRequest): object {
  switch (request.kind) {
    case 'insert': {
      const { names, kind, ...rest } = request;
      return { table: 'users', [kind]: names.map((name) => ({ name })), ...changes(rest.expect) };
    }
    case 'rename':
      return {
        table: 'users',
        update: { name: request.to },
        where: { name: request.from },
        ...changes(request.expect),
      };
    case 'delete':
      return { table: 'users', delete: true, where: { name: request.name } };
    case 'transaction':
      return { transaction: request.steps.map(statementOf) };
    default:
      throw new Error(`${request.kind} is no statement`);
  }
}

function changes(expected: number | undefined): object {
  return expected === undefined ? {} : { expect: { changes: expected } };
}

function logged(log: TestLog, entry: ModelEntry): LogEntry {
  switch (entry.kind) {
    case 'barrier':
      return log.barrier(entry.term, entry.master);
    case 'mark':
      return log.mark();
    case 'garbage':
      return log.entry(Buffer.from('{"kind":"write"'));
    case 'request':
      return requested(log, entry.request, entry);
  }
}

function requested(log: TestLog, request: ModelRequest, origin: Origin): LogEntry {
  switch (request.kind) {
    case 'define':
      return log.define('users', request.same ? USERS : OTHER, origin);
    case 'fence':
      return log.fence(origin);
    default:
      return log.write(statementOf(request), origin);
  }
}

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
      fc.property(fc.array(entry, { maxLength: 60 }), sizes, sizes, (script, some, others) => {
        const opening: ModelEntry[] = [
          { kind: 'barrier', term: 1, master: 'm' },
          { kind: 'request', term: 1, master: 'm', id: 'define', request: { kind: 'define', same: true } },
        ];
        const log = new TestLog();
        const entries = [...opening, ...script].map((step) => logged(log, step));
        const model = new CopyModel({ table: 'users', ...USERS }, RETENTION);
        const expected = [...opening, ...script].map((step) => model.apply(step));

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
