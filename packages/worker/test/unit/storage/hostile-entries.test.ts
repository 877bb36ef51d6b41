import { expect } from 'chai';
import fc from 'fast-check';
import { databases } from './database.ts';
import { scratchFiles } from './scratch.ts';

const ITEMS = { columns: [{ name: 'a', type: 'text', primaryKey: true }] };

const leaf = fc.oneof(
  fc.constantFrom(
    'a',
    'items',
    '_requests',
    'a`; DROP TABLE items; --',
    '=',
    'in',
    'insert',
    'delete',
    'integer',
  ),
  fc.constantFrom(null, true, false, 0, 1, -1, 1.5, 1e300),
  fc.string({ unit: 'binary' }),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom('a', 'column', 'op', 'value', 'toString', 'toJSON', '__proto__'),
      tie('tree'),
      { maxKeys: 3 },
    ),
  ),
}));
const statement = fc.record(
  {
    kind: fc.oneof(fc.constantFrom('insert', 'update', 'delete'), tree),
    table: fc.oneof(fc.constantFrom('items', '_requests', 'toString'), tree),
    columns: fc.oneof(fc.constant(['a']), tree),
    rows: fc.oneof(fc.array(fc.array(leaf, { maxLength: 2 }), { maxLength: 3 }), tree),
    set: tree,
    where: fc.oneof(fc.array(fc.record({ column: leaf, op: leaf, value: tree })), tree),
    expect: tree,
  },
  { requiredKeys: ['kind', 'table'] },
);
const body = fc.oneof(
  fc.record({ statements: fc.oneof(fc.array(statement), tree), transaction: fc.oneof(fc.boolean(), tree) }),
  fc.record({
    table: fc.oneof(fc.constant('t'), tree),
    definition: fc.oneof(fc.record({ columns: tree }), tree),
  }),
  tree,
);

describe('entries from anyone', () => {
  const database = databases(scratchFiles());

  it('with any body become an outcome, and leave what is internal alone', () => {
    const { copy, log, reader } = database();
    database().define('items', ITEMS);
    const tables = reader.tables();
    fc.assert(
      fc.property(fc.constantFrom('write' as const, 'define' as const), fc.array(body), (kind, bodies) => {
        const entries = bodies.map((given) => log.request(kind, given));
        for (const { status, code } of copy.apply(entries)) {
          expect(status).to.equal('applied');
          expect(code).to.be.oneOf(['ok', 'conflict', 'invalid']);
        }
      }),
      { numRuns: 300 },
    );
    expect(reader.tables()).to.equal(tables);
    expect(reader.appliedOffset()).to.equal(copy.position().offset);
  });

  it('with any bytes are ignored', () => {
    const { copy, log } = database();
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (contents) => {
        const outcomes = copy.apply(contents.map((content) => log.entry(Buffer.from(content))));
        expect(outcomes.every(({ status }) => status === 'ignored')).to.equal(true);
      }),
    );
  });

  it('nested as deep as a message can be are invalid', () => {
    const { copy, log } = database();
    const depth = 500_000;
    const nested = Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    const wrapped = Buffer.concat([
      Buffer.from('{"table":"t","definition":{"columns":'),
      nested,
      Buffer.from('}}'),
    ]);
    const header = { term: 1, master: 'm', seq: 0 };
    const outcomes = copy.apply([
      log.header({ kind: 'write', ...header, requestId: 'a' }, nested),
      log.header({ kind: 'define', ...header, requestId: 'b' }, wrapped),
    ]);
    expect(outcomes.map(({ code }) => code)).to.deep.equal(['invalid', 'invalid']);
  });
});
