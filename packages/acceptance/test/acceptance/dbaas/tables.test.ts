import { expect } from 'chai';
import { expectProblem } from '../../support/problem.ts';
import { dbaas } from '../../support/shared.ts';
import { defineTable, freshTable, newTable, PEOPLE, rows, write } from '../../support/tables.ts';

const TABLES = '/api/v1/db/tables';
const [ID, NAME, AGE] = PEOPLE.columns;

describe('a table definition', () => {
  it('stands, and may be asked for again', async () => {
    const table = freshTable();
    expect((await defineTable(dbaas, table, PEOPLE)).status).to.equal(200);
    expect((await defineTable(dbaas, table, PEOPLE)).status).to.equal(200);
  });

  it('keeps the rows when it is asked for again', async () => {
    const table = await newTable(dbaas);
    await write(dbaas, { table, insert: { name: 'a' } });
    await defineTable(dbaas, table, PEOPLE);
    expect(await rows(dbaas, { table })).to.have.lengthOf(1);
  });

  it('of another shape is refused and changes nothing', async () => {
    const table = await newTable(dbaas);
    for (const columns of [
      [ID, NAME],
      [ID, NAME, { ...AGE, type: 'text' }],
      [ID, NAME, { ...AGE, notNull: true }],
    ]) {
      expectProblem(await defineTable(dbaas, table, { columns }), 409);
    }
    expectProblem(await defineTable(dbaas, table, { ...PEOPLE, indexes: [{ columns: ['age'] }] }), 409);
    expect((await defineTable(dbaas, table, PEOPLE)).status).to.equal(200);
  });

  it('is shown, alone and among all', async () => {
    const table = await newTable(dbaas);
    const one = await dbaas.get(`${TABLES}/${table}`);
    expect(one.status).to.equal(200);
    expect(one.text).to.include('autoIncrement').and.include('"age"');
    const all = await dbaas.get(TABLES);
    expect(all.status).to.equal(200);
    expect(all.text).to.include(table);
  });

  it('of an unknown table is not found', async () => {
    expectProblem(await dbaas.get(`${TABLES}/${freshTable()}`), 404);
  });

  it('of 50 callers at once stands once', async () => {
    const table = freshTable();
    const answers = await Promise.all(Array.from({ length: 50 }, () => defineTable(dbaas, table, PEOPLE)));
    expect(answers.map(({ status }) => status)).to.deep.equal(Array(50).fill(200));
  });

  it('gives defaults, keys of several columns, unique indexes and references their meaning', async () => {
    const parent = await newTable(dbaas);
    const table = await newTable(dbaas, {
      columns: [
        {
          name: 'person',
          type: 'integer',
          notNull: true,
          references: { table: parent, column: 'id', onDelete: 'cascade' },
        },
        { name: 'day', type: 'text', notNull: true },
        { name: 'seat', type: 'integer', default: 4 },
        { name: 'note', type: 'text', default: "it's" },
        { name: 'share', type: 'real', default: 0.5 },
      ],
      primaryKey: ['person', 'day'],
      indexes: [{ columns: ['day', 'seat'], unique: true }],
    });
    await write(dbaas, { table: parent, insert: [{ name: 'a' }, { name: 'b' }] });
    const stay = (person: number, day: string, seat: number) =>
      write(dbaas, { table, insert: { person, day, seat } });

    expect((await write(dbaas, { table, insert: { person: 1, day: 'mon' } })).status).to.equal(200);
    expect(await rows(dbaas, { table })).to.deep.equal([
      { person: 1, day: 'mon', seat: 4, note: "it's", share: 0.5 },
    ]);
    expectProblem(await stay(1, 'mon', 5), 409);
    expectProblem(await stay(2, 'mon', 4), 409);
    expectProblem(await stay(3, 'mon', 6), 409);
    expect((await stay(2, 'tue', 4)).status).to.equal(200);
    await write(dbaas, { table: parent, delete: true, where: { name: 'a' } });
    expect((await rows(dbaas, { table })).map(({ person }) => person)).to.deep.equal([2]);
  });

  it('with a restricting reference keeps the row that is referred to', async () => {
    const parent = await newTable(dbaas);
    const table = await newTable(dbaas, {
      columns: [
        {
          name: 'person',
          type: 'integer',
          references: { table: parent, column: 'id', onDelete: 'restrict' },
        },
      ],
    });
    await write(dbaas, { table: parent, insert: { name: 'a' } });
    await write(dbaas, { table, insert: { person: 1 } });
    expectProblem(await write(dbaas, { table: parent, delete: true, where: { id: 1 } }), 409);
    expect(await rows(dbaas, { table: parent })).to.have.lengthOf(1);
  });
});
