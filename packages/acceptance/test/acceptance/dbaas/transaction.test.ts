import { expect } from 'chai';
import { expectProblem } from '../../support/problem.ts';
import { dbaas } from '../../support/shared.ts';
import { newTable, rows, write } from '../../support/tables.ts';

interface Outcome {
  results: { changes: number; lastInsertRowid: number }[];
  offset: number;
}

describe('a transaction', () => {
  let table = '';
  beforeEach(async () => {
    table = await newTable(dbaas);
    await write(dbaas, { table, insert: [{ name: 'a', age: 1 }] });
  });

  it('applies its statements in order and tells the outcome of each', async () => {
    const answer = await write(dbaas, {
      transaction: [
        { table, insert: { name: 'b' } },
        { table, update: { age: 5 }, where: { name: 'b' }, expect: { changes: 1 } },
        { table, delete: true, where: { name: 'a' } },
        { table, insert: { name: 'a' } },
      ],
    });
    expect(answer.status, answer.text).to.equal(200);
    const outcome = answer.json as Outcome;
    expect(outcome).to.have.all.keys('results', 'offset');
    expect(outcome.results.map((result) => result.changes)).to.deep.equal([1, 1, 1, 1]);
    expect(outcome.results[3]?.lastInsertRowid).to.equal(3);
    expect(await rows(dbaas, { table, orderBy: 'id' })).to.deep.equal([
      { id: 2, name: 'b', age: 5 },
      { id: 3, name: 'a', age: null },
    ]);
  });

  const failing = {
    'violates a constraint': [{ insert: { name: 'b' } }, { insert: { name: 'a' } }],
    'does not meet its expectation': [
      { insert: { name: 'b' } },
      { delete: true, where: { name: 'x' }, expect: { changes: 1 } },
    ],
    'violates one after a delete': [{ delete: true, all: true }, { insert: [{ name: 'b' }, { name: 'b' }] }],
  };
  for (const [what, statements] of Object.entries(failing)) {
    it(`changes nothing when a statement ${what}`, async () => {
      const transaction = statements.map((statement) => ({ table, ...statement }));
      expectProblem(await write(dbaas, { transaction }), 409);
      expect(await rows(dbaas, { table })).to.deep.equal([{ id: 1, name: 'a', age: 1 }]);
    });
  }

  it('changes nothing when a statement is malformed, and names where', async () => {
    const good = { table, insert: { name: 'b' } };
    expectProblem(
      await write(dbaas, { transaction: [good, { table, insert: { colour: 1 } }] }),
      400,
      'colour',
    );
    expectProblem(await write(dbaas, { transaction: [good, { table }] }), 400);
    expectProblem(await write(dbaas, { transaction: [good], table }), 400, 'table');
    expectProblem(await write(dbaas, { transaction: good }), 400, 'transaction');
    expectProblem(await write(dbaas, { transaction: [{ transaction: [good] }] }), 400, 'transaction');
    expect(await rows(dbaas, { table })).to.have.lengthOf(1);
  });

  it('of one moment is seen whole or not at all', async () => {
    const swap = (from: number, to: number) => ({
      transaction: [
        { table, update: { age: to }, where: { name: 'a', age: from } },
        { table, update: { age: from }, where: { name: 'b', age: to } },
      ],
    });
    await write(dbaas, { table, insert: { name: 'b', age: 2 } });
    const writing = (async () => {
      for (let round = 0; round < 50; round++) await write(dbaas, round % 2 ? swap(2, 1) : swap(1, 2));
    })();
    const seen: unknown[] = [];
    while (seen.length < 200) seen.push(await rows(dbaas, { table, columns: ['age'], orderBy: 'age' }));
    await writing;
    for (const ages of seen) expect(ages).to.deep.equal([{ age: 1 }, { age: 2 }]);
  });
});
