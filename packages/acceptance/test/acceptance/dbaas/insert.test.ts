import { expect } from 'chai';
import { expectProblem } from '../../support/problem.ts';
import { dbaas } from '../../support/shared.ts';
import { newTable, rows, write } from '../../support/tables.ts';

interface Outcome {
  changes: number;
  lastInsertRowid: number;
  offset: number;
}

async function inserted(body: unknown): Promise<Outcome> {
  const answer = await write(dbaas, body);
  expect(answer.status, answer.text).to.equal(200);
  return answer.json as Outcome;
}

describe('an insert', () => {
  let table = '';
  beforeEach(async () => {
    table = await newTable(dbaas);
  });

  it('tells the rows, the key and the place in the log', async () => {
    const first = await inserted({ table, insert: { name: 'a', age: 1 } });
    expect(first).to.have.all.keys('changes', 'lastInsertRowid', 'offset');
    expect(first).to.include({ changes: 1, lastInsertRowid: 1 });
    const second = await inserted({ table, insert: { name: 'b', age: null } });
    expect(second).to.include({ changes: 1, lastInsertRowid: 2 });
    expect(second.offset).to.be.above(first.offset);
    expect(await rows(dbaas, { table })).to.deep.equal([
      { id: 1, name: 'a', age: 1 },
      { id: 2, name: 'b', age: null },
    ]);
  });

  it('of several rows inserts all of them', async () => {
    const outcome = await inserted({ table, insert: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] });
    expect(outcome).to.include({ changes: 3, lastInsertRowid: 3 });
  });

  it('of 5,000 rows at once inserts all of them', async () => {
    const insert = Array.from({ length: 5_000 }, (_, age) => ({ name: `n${age}`, age }));
    expect(await inserted({ table, insert })).to.include({ changes: 5_000 });
  });

  it('of more values than a statement can bind is refused', async () => {
    const insert = Array.from({ length: 100_000 }, (_, age) => [age]);
    expectProblem(await write(dbaas, { table, column: ['age'], insert }), 400, 'insert');
    expect(await rows(dbaas, { table })).to.be.empty;
  });

  it('of several rows inserts none when one cannot be', async () => {
    expectProblem(await write(dbaas, { table, insert: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] }), 409);
    expect(await rows(dbaas, { table })).to.be.empty;
  });

  it('may be positional, with one column and value bare', async () => {
    await inserted({ table, column: ['age', 'name'], insert: [7, 'a'] });
    await inserted({ table, column: 'name', insert: 'b' });
    expect(await rows(dbaas, { table, columns: ['name', 'age'] })).to.deep.equal([
      { name: 'a', age: 7 },
      { name: 'b', age: null },
    ]);
  });

  it('keeps text and numbers as they were sent', async () => {
    const values = [
      "'; DROP TABLE users; --",
      'ಬೆಂಗಳೂರು 🛺',
      '',
      ' a\u0001b ',
      '007',
      '1e5',
      'x'.repeat(100_000),
    ];
    for (const name of values) await inserted({ table, insert: { name } });
    expect((await rows(dbaas, { table, orderBy: 'id' })).map(({ name }) => name)).to.deep.equal(values);
    await inserted({ table, insert: { name: 'big', age: Number.MAX_SAFE_INTEGER } });
    const [big] = await rows(dbaas, { table, where: { name: 'big' } });
    expect(big?.['age']).to.equal(Number.MAX_SAFE_INTEGER);
  });

  it('never gives a key twice', async () => {
    const { lastInsertRowid } = await inserted({ table, insert: { name: 'a' } });
    await write(dbaas, { table, delete: true, all: true });
    expect((await inserted({ table, insert: { name: 'a' } })).lastInsertRowid).to.be.above(lastInsertRowid);
  });

  it('that violates a constraint is refused and changes nothing', async () => {
    await inserted({ table, insert: { name: 'a' } });
    expectProblem(await write(dbaas, { table, insert: { name: 'a' } }), 409);
    expectProblem(await write(dbaas, { table, insert: { name: null } }), 409);
    expectProblem(await write(dbaas, { table, insert: { age: 4 } }), 409);
    expectProblem(await write(dbaas, { table, insert: { id: 1, name: 'b' } }), 409);
    expect(await rows(dbaas, { table })).to.have.lengthOf(1);
  });
});
