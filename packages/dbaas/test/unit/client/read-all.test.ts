import { expect } from 'chai';
import fc from 'fast-check';
import type { ReadQuery, Row } from '../../../src/client/contract.ts';
import { AnswerTooLongError, DatabaseUnavailableError } from '../../../src/client/errors.ts';
import { readAll, type WholeQuery } from '../../../src/client/read-all.ts';
import { rejection } from '../../support/rejection.ts';

const NAMES: WholeQuery = { table: 'users', columns: ['name'], orderBy: 'name' };

/** A table of users by id whose answers hold so many units of their sizes, and no more. */
class SizedTable {
  readonly seen: ReadQuery[] = [];
  rows: { id: number; size: number }[];
  readonly #most: number;

  constructor(sizes: number[], most: number) {
    this.rows = sizes.map((size, i) => ({ id: 3 * i + 1, size }));
    this.#most = most;
  }

  read(query: ReadQuery): Promise<Row[]> {
    this.seen.push(query);
    const beyond = Array.isArray(query.where) ? query.where.find(({ column }) => column === 'id') : undefined;
    const rows = this.rows.filter(({ id }) => id > Number(beyond?.value ?? 0)).slice(0, query.limit);
    if (rows.reduce((sum, { size }) => sum + size, 0) > this.#most)
      return Promise.reject(new AnswerTooLongError('too long'));
    return Promise.resolve(rows.map(({ id }) => ({ id, name: `user ${id}` })));
  }
}

describe('readAll', () => {
  it('asks once, as it is told, where one answer has room', async () => {
    const table = new SizedTable([1, 1, 1], 3);
    expect(await readAll(table, NAMES, 'id')).to.have.length(3);
    expect(table.seen).to.deep.equal([NAMES]);
  });

  it('gets every row once, by its key, however long the rows and however little an answer holds', async () => {
    const most = 8;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: most }), { maxLength: 60 }), async (sizes) => {
        const table = new SizedTable(sizes, most);
        const rows = await readAll(table, NAMES, 'id');
        expect(rows.map(({ id }) => id)).to.deep.equal(table.rows.map(({ id }) => id));
      }),
    );
  });

  it('asks for pages by the key, with its column, beside the conditions of either form', async () => {
    const conditions = [{ column: 'town', op: '=' as const, value: 'Mysuru' }];
    for (const where of [{ town: 'Mysuru' }, conditions]) {
      const table = new SizedTable([1, 1, 1], 2);
      await readAll(table, { ...NAMES, where, consistency: 'eventual' }, 'id');
      const page = { ...NAMES, columns: ['id', 'name'], orderBy: 'id', consistency: 'eventual' };
      expect(table.seen[1]).to.deep.equal({ ...page, where: conditions, limit: 10_000 });
      const beyond = { column: 'id', op: '>', value: 4 };
      expect(table.seen.at(-1)).to.deep.include({ ...page, where: [...conditions, beyond] });
    }
  });

  it('asks for all columns where it is told to', async () => {
    const table = new SizedTable([1, 1], 1);
    await readAll(table, { table: 'users' }, 'id');
    expect(table.seen[1]).not.to.have.property('columns');
  });

  it('asks for more at a time again behind long rows', async () => {
    const table = new SizedTable([8, ...Array<number>(4_000).fill(0), 1], 8);
    expect(await readAll(table, NAMES, 'id')).to.have.length(4_002);
    expect(table.seen.length).to.be.lessThan(40);
  });

  it('gives up on a row that is too long by itself', async () => {
    const table = new SizedTable([1, 9], 8);
    expect(await rejection(readAll(table, NAMES, 'id'))).to.be.instanceOf(AnswerTooLongError);
  });

  it('passes any other failure on, of the first read and of a page', async () => {
    const away = new DatabaseUnavailableError('away', { status: 503 });
    expect(await rejection(readAll({ read: () => Promise.reject(away) }, NAMES, 'id'))).to.equal(away);
    const failing = (query: ReadQuery): Promise<Row[]> =>
      Promise.reject(query.limit === undefined ? new AnswerTooLongError('too long') : away);
    expect(await rejection(readAll({ read: failing }, NAMES, 'id'))).to.equal(away);
  });
});
