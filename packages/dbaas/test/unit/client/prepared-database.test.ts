import { createLogger } from '@rideshare/common';
import { expect } from 'chai';
import { DatabaseUnavailableError } from '../../../src/client/errors.ts';
import { PreparedDatabase, type DatabaseWithSchema } from '../../../src/client/prepared-database.ts';
import type { TableDefinition } from '../../../src/statements/types.ts';

const logger = createLogger('test', 'silent');
const tables: Record<string, TableDefinition> = {
  users: { columns: [{ name: 'username', type: 'text' }] },
};
const never = new AbortController().signal;

/** A database that refuses so many declarations before it accepts one. */
function reluctantDatabase(refusals: number) {
  const declared: string[] = [];
  const database: DatabaseWithSchema = {
    read: () => Promise.resolve([]),
    count: () => Promise.resolve(0),
    write: () => Promise.resolve({}),
    defineTable(name) {
      refusals -= 1;
      if (refusals >= 0) return Promise.reject(new DatabaseUnavailableError('away', { status: 503 }));
      declared.push(name);
      return Promise.resolve();
    },
  };
  return { database, declared };
}

describe('PreparedDatabase', () => {
  it('declares again, at growing distances, until the database accepts', async () => {
    const delays: number[] = [];
    const { database, declared } = reluctantDatabase(7);
    const prepared = new PreparedDatabase(database, logger, (delayMs) => {
      delays.push(delayMs);
      return Promise.resolve();
    });
    await prepared.declare(tables, never);
    expect(declared).to.deep.equal(['users']);
    expect(prepared.declared).to.equal(true);
    expect(delays).to.deep.equal([100, 200, 400, 800, 1600, 2000, 2000]);
  });

  it('declares all tables in their order, and starts over when one is refused', async () => {
    const { database, declared } = reluctantDatabase(0);
    let refused = false;
    const defineTable: DatabaseWithSchema['defineTable'] = (name, definition) => {
      if (name === 'second' && !refused) {
        refused = true;
        return Promise.reject(new Error('the table it refers to is yet to come'));
      }
      return database.defineTable(name, definition);
    };
    const prepared = new PreparedDatabase({ ...database, defineTable }, logger, () => Promise.resolve());
    await prepared.declare({ first: { columns: [] }, second: { columns: [] } }, never);
    expect(declared).to.deep.equal(['first', 'first', 'second']);
  });

  it('gives up when it is told to stop, and stays closed', async () => {
    const stopping = new AbortController();
    const { database } = reluctantDatabase(Infinity);
    const prepared = new PreparedDatabase(database, logger, (_delayMs, signal) => {
      stopping.abort();
      return Promise.reject(signal.reason as Error);
    });
    await prepared.declare(tables, stopping.signal);
    expect(prepared.declared).to.equal(false);
    const failure: unknown = await prepared.read({ table: 'users' }).catch((error: unknown) => error);
    expect(failure).to.include({ name: 'HttpProblem', status: 503 });
  });
});
