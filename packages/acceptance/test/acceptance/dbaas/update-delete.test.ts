import { expect } from 'chai';
import { expectProblem } from '../../support/problem.ts';
import { dbaas } from '../../support/shared.ts';
import { newTable, rows, write } from '../../support/tables.ts';

async function changes(body: unknown): Promise<number> {
  const answer = await write(dbaas, body);
  expect(answer.status, answer.text).to.equal(200);
  return (answer.json as { changes: number }).changes;
}

describe('an update or delete', () => {
  let table = '';
  beforeEach(async () => {
    table = await newTable(dbaas);
    await write(dbaas, { table, insert: ['a', 'b', 'c'].map((name, age) => ({ name, age })) });
  });

  async function names(): Promise<unknown[]> {
    return (await rows(dbaas, { table, orderBy: 'id' })).map(({ name }) => name);
  }

  it('changes the rows that its condition matches', async () => {
    expect(await changes({ table, update: { name: 'z', age: null }, where: { name: 'b' } })).to.equal(1);
    expect(await rows(dbaas, { table, where: { id: 2 } })).to.deep.equal([{ id: 2, name: 'z', age: null }]);
    expect(await changes({ table, delete: true, where: 'name=a' })).to.equal(1);
    expect(await names()).to.deep.equal(['z', 'c']);
  });

  it('may match nothing', async () => {
    expect(await changes({ table, update: { age: 1 }, where: { name: 'nobody' } })).to.equal(0);
    expect(await changes({ table, delete: true, where: { name: 'nobody' } })).to.equal(0);
  });

  it('of all rows has to say so', async () => {
    expectProblem(await write(dbaas, { table, update: { age: 5 } }), 400, 'all');
    expectProblem(await write(dbaas, { table, delete: true }), 400, 'all');
    expect(await changes({ table, update: { age: 5 }, all: true })).to.equal(3);
    expect(await changes({ table, delete: true, all: true })).to.equal(3);
    expect(await names()).to.be.empty;
  });

  it('with an empty condition is not taken as one of all rows', async () => {
    for (const where of [{}, []]) {
      expectProblem(await write(dbaas, { table, delete: true, where }), 400);
      expectProblem(await write(dbaas, { table, update: { age: 5 }, where }), 400);
    }
    expect(await names()).to.have.lengthOf(3);
  });

  it('that violates a constraint is refused and changes nothing', async () => {
    expectProblem(await write(dbaas, { table, update: { name: 'c' }, where: { name: 'a' } }), 409);
    expectProblem(await write(dbaas, { table, update: { name: 'same' }, all: true }), 409);
    expectProblem(await write(dbaas, { table, update: { name: null }, where: { name: 'a' } }), 409);
    expect(await names()).to.deep.equal(['a', 'b', 'c']);
  });

  it('with an unmet expectation is refused and changes nothing', async () => {
    const expecting = { changes: 1 };
    expectProblem(
      await write(dbaas, { table, update: { age: 9 }, where: { name: 'x' }, expect: expecting }),
      409,
    );
    expectProblem(await write(dbaas, { table, delete: true, all: true, expect: expecting }), 409);
    expectProblem(await write(dbaas, { table, insert: { name: 'd' }, expect: { changes: 2 } }), 409);
    expect(await names()).to.deep.equal(['a', 'b', 'c']);
    expect(await changes({ table, delete: true, where: { name: 'a' }, expect: expecting })).to.equal(1);
  });
});
