import { HttpProblem } from '@rideshare/common';
import { expect } from 'chai';
import fc from 'fast-check';
import { isIdentifier } from '../../../src/statements/identifiers.ts';
import { parseRead } from '../../../src/statements/read.ts';
import { parseTable } from '../../../src/statements/table.ts';
import type { Statement } from '../../../src/statements/types.ts';
import { isValue } from '../../../src/statements/values.ts';
import { parseWrite } from '../../../src/statements/write.ts';

const anything = fc.anything({
  withBigInt: true,
  withNullPrototype: true,
  withSparseArray: true,
  withDate: true,
  withMap: true,
});
const leaf = fc.oneof(
  fc.constantFrom('a', 'b', 'a=1', '-a', 'count', 'sqlite_a', '__proto__', 'integer', 'like', '=', 'in'),
  fc.boolean(),
  fc.integer(),
  fc.double(),
  fc.string({ unit: 'binary' }),
  fc.constant(null),
);
const name = fc.constantFrom('a', 'b', 'constructor', '__proto__', 'column', 'op', 'value', 'changes', 'x y');
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(name, tie('tree'), { maxKeys: 3 }),
  ),
}));

/** Bodies that come near to what is legal, so that parsing gets far. */
const statement = fc.record(
  {
    table: fc.oneof({ weight: 9, arbitrary: fc.constantFrom('a', 'users') }, { weight: 1, arbitrary: tree }),
    insert: tree,
    column: tree,
    update: tree,
    delete: fc.oneof(fc.constant(true), tree),
    where: tree,
    all: fc.oneof(fc.boolean(), tree),
    expect: tree,
  },
  { requiredKeys: [] },
);
const write = fc.oneof(
  statement,
  fc.record({ transaction: fc.oneof(tree, fc.array(statement)) }),
  tree,
  anything,
);
const read = fc.oneof(
  fc.record(
    {
      table: fc.constantFrom('a', 'b c'),
      columns: tree,
      where: tree,
      orderBy: tree,
      limit: tree,
      offset: tree,
      consistency: tree,
    },
    { requiredKeys: ['table'] },
  ),
  anything,
);
const definition = fc.oneof(
  fc.record(
    {
      columns: fc.array(
        fc.oneof(
          fc.record(
            {
              name,
              type: fc.constantFrom('integer', 'text', 'x'),
              primaryKey: tree,
              default: tree,
              references: tree,
            },
            { requiredKeys: ['name', 'type'] },
          ),
          tree,
        ),
      ),
      primaryKey: tree,
      indexes: tree,
    },
    { requiredKeys: ['columns'] },
  ),
  anything,
);

/** What a parser returns, or undefined when it refuses with a 400; any other error fails the property. */
function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof HttpProblem && error.status === 400) return undefined;
    throw error;
  }
}

function namesIn(statement: Statement): string[] {
  const { table } = statement;
  switch (statement.kind) {
    case 'insert':
      return [table, ...statement.columns];
    case 'update':
      return [table, ...Object.keys(statement.set), ...statement.where.map(({ column }) => column)];
    case 'delete':
      return [table, ...statement.where.map(({ column }) => column)];
  }
}

function valuesIn(statement: Statement): unknown[] {
  if (statement.kind === 'insert') return statement.rows.flat();
  const operands = statement.where.flatMap(({ value }) => value);
  return statement.kind === 'update' ? [...Object.values(statement.set), ...operands] : operands;
}

describe('parsers given anything at all', () => {
  it('parseWrite refuses with a 400 or returns identifiers and values only', () => {
    fc.assert(
      fc.property(write, (body) => {
        for (const statement of parsed(() => parseWrite(body))?.statements ?? []) {
          expect(namesIn(statement).every(isIdentifier)).to.equal(true);
          expect(valuesIn(statement).every(isValue)).to.equal(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('parseRead refuses with a 400 or returns identifiers only', () => {
    fc.assert(
      fc.property(read, (body) => {
        const result = parsed(() => parseRead(body));
        if (!result) return;
        const columns = typeof result.columns === 'string' ? [] : result.columns;
        const others = [...result.where, ...result.orderBy].map(({ column }) => column);
        expect([result.table, ...columns, ...others].every(isIdentifier)).to.equal(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('parseTable refuses with a 400 or returns a definition that it takes again as it is', () => {
    fc.assert(
      fc.property(fc.oneof(name, fc.string()), definition, (table, body) => {
        const result = parsed(() => parseTable(table, body));
        if (result) expect(parseTable(result.table, result.definition)).to.deep.equal(result);
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves the prototype of all objects alone', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    parsed(() => parseWrite(JSON.parse('{"table":"t","update":{"__proto__":{"polluted":1}},"all":true}')));
    parsed(() => parseRead(JSON.parse('{"table":"t","where":{"__proto__":{"polluted":1}}}')));
    parsed(() => parseTable('t', JSON.parse('{"columns":[],"__proto__":{"polluted":1}}')));
    expect(Object.getOwnPropertyNames(Object.prototype)).to.deep.equal(before);
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });
});
