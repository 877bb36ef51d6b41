import { expect } from 'chai';
import fc from 'fast-check';
import type { Condition, Operator, Statement, Value } from '@rideshare/dbaas';
import { valueLists } from '../../../src/storage/plan.ts';
import { shapeOf } from '../../../src/storage/shape.ts';
import { deleteSql, insertSql, operands, updateSql, type Sql } from '../../../src/storage/sql-builder.ts';

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('`', "'; --", '?'),
  fc.integer(),
  fc.constant(null),
);
const column = fc.constantFrom('a', 'b', 'c');
const plain = fc.constantFrom<Exclude<Operator, 'in'>>('=', '!=', '<', '<=', '>', '>=', 'like');
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ column, op: fc.constantFrom('=' as const, '!=' as const), value }),
  fc.record({ column, op: plain, value: fc.string({ unit: 'binary' }) }),
  fc.record({
    column,
    op: fc.constant('in' as const),
    value: fc.array(fc.string(), { minLength: 1, maxLength: 9 }),
  }),
);
const where = fc.array(condition, { maxLength: 4 });
const statement: fc.Arbitrary<Statement> = fc.oneof(
  fc.record({
    kind: fc.constant('insert' as const),
    table: fc.constant('t'),
    columns: fc.constant<string[]>(['b', 'a', 'c']),
    rows: fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('update' as const),
    table: fc.constant('t'),
    set: fc.dictionary(column, value, { minKeys: 1, noNullPrototype: true }),
    where,
  }),
  fc.record({ kind: fc.constant('delete' as const), table: fc.constant('t'), where }),
);

function sqlOf(statement: Statement): Sql {
  switch (statement.kind) {
    case 'insert':
      return insertSql('t', statement.columns);
    case 'update':
      return updateSql('t', Object.keys(statement.set), statement.where);
    case 'delete':
      return deleteSql('t', statement.where);
  }
}

const WORDS =
  /^(insert into|update|delete from|values|set|where|and|is null|is not null|in|like|`[abct]`|[<>=!]=?|[(),?]|\s)+$/;

describe('SQL text', () => {
  it('holds words of SQL, names and placeholders only, whatever the values', () => {
    fc.assert(
      fc.property(statement, (given) => {
        expect(sqlOf(given).text).to.match(WORDS);
      }),
      { numRuns: 500 },
    );
  });

  it('has a placeholder for each value, each bound once', () => {
    fc.assert(
      fc.property(statement, (given) => {
        const { text, order } = sqlOf(given);
        const values = valueLists(given)[0] ?? [];
        expect(text.split('?')).to.have.lengthOf(values.length + 1);
        expect(order.toSorted((a, b) => a - b)).to.deep.equal([...values.keys()]);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same for statements of one shape', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 2, maxLength: 20 }), (statements) => {
        const texts = new Map<string, string>();
        for (const given of statements) {
          const { text } = sqlOf(given);
          expect(texts.get(shapeOf(given)) ?? text).to.equal(text);
          texts.set(shapeOf(given), text);
        }
      }),
    );
  });

  it('fills lists up so that a thousand lengths share eleven statements', () => {
    const listOf = (length: number) => Array.from({ length }, (_, i) => i);
    const filled = (list: Value[]) => operands({ column: 'a', op: 'in', value: list });
    const lengths = listOf(1000).map((i) => filled(listOf(i + 1)).length);
    expect(new Set(lengths).size).to.equal(11);
    expect(filled([1, 2, 3])).to.deep.equal([1, 2, 3, 3]);
  });
});
