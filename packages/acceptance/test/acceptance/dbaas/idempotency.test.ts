import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { parallel, tally } from '../../support/parallel.ts';
import { expectProblem } from '../../support/problem.ts';
import { dbaas } from '../../support/shared.ts';
import { countRows, newTable, write } from '../../support/tables.ts';

function keyed(key: string, body: unknown) {
  return write(dbaas, body, { headers: { 'idempotency-key': key } });
}

describe('an Idempotency-Key', () => {
  let table = '';
  beforeEach(async () => {
    table = await newTable(dbaas);
  });

  it('makes a repetition give the first outcome and change nothing', async () => {
    const key = randomUUID();
    const body = { table, insert: { name: 'a' } };
    const first = await keyed(key, body);
    expect(first.status).to.equal(200);
    await write(dbaas, { table, insert: { name: 'b' } });
    const again = await keyed(key, body);
    expect([again.status, again.json]).to.deep.equal([200, first.json]);
    expect(await countRows(dbaas, table)).to.equal(2);
  });

  it('repeats a transaction and a refusal too', async () => {
    const [key, refused] = [randomUUID(), randomUUID()];
    const transaction = [
      { table, insert: { name: 'a' } },
      { table, insert: { name: 'b' } },
    ];
    const first = await keyed(key, { transaction });
    expectProblem(await keyed(refused, { table, insert: { name: 'a' } }), 409);
    await write(dbaas, { table, delete: true, all: true });
    expect((await keyed(key, { transaction })).json).to.deep.equal(first.json);
    expectProblem(await keyed(refused, { table, insert: { name: 'a' } }), 409);
    expect(await countRows(dbaas, table)).to.equal(0);
  });

  it('is each write its own', async () => {
    await keyed(randomUUID(), { table, update: { age: 1 }, all: true });
    for (let n = 0; n < 3; n++) await keyed(randomUUID(), { table, insert: { name: `n${n}` } });
    expect(await countRows(dbaas, table)).to.equal(3);
  });

  it('sent 50 times at once makes one row', async () => {
    const key = randomUUID();
    const answers = await parallel(50, 50, () => keyed(key, { table, insert: { name: 'a' } }));
    expect(tally(answers.map(({ status }) => status))).to.deep.equal({ 200: 50 });
    expect(new Set(answers.map(({ text }) => text))).to.have.lengthOf(1);
    expect(await countRows(dbaas, table)).to.equal(1);
  });
});
