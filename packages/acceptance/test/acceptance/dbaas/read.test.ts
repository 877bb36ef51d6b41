import { expect } from 'chai';
import { expectJson, expectProblem } from '../../support/problem.ts';
import { dbaas } from '../../support/shared.ts';
import { freshTable, newTable, read, rows, write } from '../../support/tables.ts';

describe('a read', () => {
  let table = '';
  before(async () => {
    table = await newTable(dbaas);
    const insert = [3, 1, 2, 2, 1].map((age, index) => ({ name: 'abcde'.charAt(index), age }));
    await write(dbaas, { table, insert });
  });

  async function names(query: object): Promise<string> {
    return (await rows(dbaas, { table, ...query })).map(({ name }) => name).join('');
  }

  it('gives all columns unless some are named', async () => {
    expectJson(await read(dbaas, { table, where: { id: 1 } }), 200, [{ id: 1, name: 'a', age: 3 }]);
    expectJson(await read(dbaas, { table, columns: ['age', 'name'], where: { id: 1 } }), 200, [
      { age: 3, name: 'a' },
    ]);
  });

  it('gives an empty list when nothing matches', async () => {
    expectJson(await read(dbaas, { table, where: { id: 77 } }), 200, []);
  });

  it('counts', async () => {
    expectJson(await read(dbaas, { table, columns: 'count' }), 200, [{ count: 5 }]);
    expectJson(await read(dbaas, { table, columns: 'count', where: { age: 2 } }), 200, [{ count: 2 }]);
    expectJson(await read(dbaas, { table, columns: 'count', where: { age: 9 } }), 200, [{ count: 0 }]);
  });

  it('orders by one column or several, ascending or descending', async () => {
    expect(await names({ orderBy: 'name' })).to.equal('abcde');
    expect(await names({ orderBy: ['-name'] })).to.equal('edcba');
    expect(await names({ orderBy: ['age', '-name'] })).to.equal('ebdca');
    expect(await names({ orderBy: ['-age', 'name'] })).to.equal('acdbe');
  });

  it('limits and skips', async () => {
    expect(await names({ orderBy: 'name', limit: 2 })).to.equal('ab');
    expect(await names({ orderBy: 'name', limit: 2, offset: 3 })).to.equal('de');
    expect(await names({ orderBy: 'name', offset: 4 })).to.equal('e');
    expect(await names({ orderBy: 'name', limit: 0 })).to.equal('');
  });

  it('may ask for either consistency', async () => {
    expect(await names({ orderBy: 'name', consistency: 'session' })).to.equal('abcde');
    expect((await read(dbaas, { table, consistency: 'eventual' })).status).to.equal(200);
  });

  it('shows every write that was answered before', async () => {
    const own = await newTable(dbaas);
    for (let age = 0; age < 200; age++) {
      const written = await write(dbaas, { table: own, insert: { name: `n${age}`, age } });
      expect(written.status, written.text).to.equal(200);
      expect(await rows(dbaas, { table: own, columns: 'count' })).to.deep.equal([{ count: age + 1 }]);
    }
  });

  /** By the word that the answer must have. */
  const malformed: Record<string, object> = {
    red: { columns: ['red'] },
    green: { orderBy: '-green' },
    limit: { limit: -1 },
    offset: { offset: 1.5 },
    consistency: { consistency: 'perfect' },
    colour: { colour: 'red' },
  };
  for (const [field, query] of Object.entries(malformed)) {
    it(`is refused with ${JSON.stringify(query)}`, async () => {
      expectProblem(await read(dbaas, { table, ...query }), 400, field);
    });
  }

  it('is refused without a table, of an unknown one, or with columns or numbers of other types', async () => {
    expectProblem(await read(dbaas, {}), 400, 'table');
    expectProblem(await read(dbaas, { table: freshTable() }), 400);
    for (const columns of [[], [7], ['name; --'], ['*'], ['count(*)'], 7, null, { name: 1 }]) {
      expectProblem(await read(dbaas, { table, columns }), 400, 'columns');
    }
    expectProblem(await read(dbaas, { table, limit: '2' }), 400, 'limit');
    expectProblem(await read(dbaas, { table, orderBy: ['--name'] }), 400);
    expectProblem(await read(dbaas, { table, orderBy: [7] }), 400, 'orderBy');
  });

  it('does not reach tables that are not of the contract', async () => {
    for (const hidden of [
      'sqlite_master',
      'sqlite_schema',
      'sqlite_sequence',
      'pragma_table_info',
      'SQLITE_MASTER',
    ]) {
      expectProblem(await read(dbaas, { table: hidden }), 400);
      expectProblem(await write(dbaas, { table: hidden, delete: true, all: true }), 400);
    }
  });
});
