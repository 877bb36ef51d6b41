import fc from 'fast-check';
import type { LogEntry } from '../../../src/storage/copy.ts';
import type { ModelEntry, ModelRequest } from './copy-model.ts';
import { TestLog, type Origin } from './test-log.ts';

export const USERS = {
  columns: [
    { name: 'id', type: 'integer', primaryKey: true, autoIncrement: true },
    { name: 'name', type: 'text', notNull: true, unique: true },
  ],
};
const OTHER = { columns: USERS.columns.slice(1) };

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
const modelEntry: fc.Arbitrary<ModelEntry> = fc.oneof(
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

const OPENING: ModelEntry[] = [
  { kind: 'barrier', term: 1, master: 'm' },
  { kind: 'request', term: 1, master: 'm', id: 'define', request: { kind: 'define', same: true } },
];

/** A log that begins with a barrier and the table `users`, as the model knows it. */
export const script: fc.Arbitrary<ModelEntry[]> = fc
  .array(modelEntry, { maxLength: 60 })
  .map((entries) => [...OPENING, ...entries]);

/** The same as real entries, in a log that begins at offset 0. */
export function logOf(entries: ModelEntry[]): LogEntry[] {
  const log = new TestLog();
  return entries.map((entry) => logged(log, entry));
}
