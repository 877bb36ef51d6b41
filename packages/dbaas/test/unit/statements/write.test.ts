import { expect } from 'chai';
import { parseWrite } from '../../../src/statements/write.ts';
import { refusedFields } from './refused.ts';

const refused = (body: unknown) => refusedFields(() => parseWrite(body));

describe('parseWrite', () => {
  it('takes an update with conditions', () => {
    expect(parseWrite({ table: 't', update: { a: 1, b: null }, where: { id: 7 } }).statements).to.deep.equal([
      { kind: 'update', table: 't', set: { a: 1, b: null }, where: [{ column: 'id', op: '=', value: 7 }] },
    ]);
  });

  it('takes a delete with conditions', () => {
    expect(parseWrite({ table: 't', delete: true, where: 'id=7' }).statements).to.deep.equal([
      { kind: 'delete', table: 't', where: [{ column: 'id', op: '=', value: '7' }] },
    ]);
  });

  it('changes every row only when told "all": true', () => {
    for (const change of [{ delete: true }, { update: { a: 1 } }]) {
      expect(parseWrite({ table: 't', ...change, all: true }).statements[0]).to.deep.include({ where: [] });
      for (const scope of [{}, { where: {} }, { where: [] }, { all: false }]) {
        expect(refused({ table: 't', ...change, ...scope }), JSON.stringify(scope)).to.deep.equal(['where']);
      }
      expect(refused({ table: 't', ...change, all: 'yes' })).to.deep.equal(['all']);
      expect(refused({ table: 't', ...change, all: null })).to.deep.equal(['all']);
      expect(refused({ table: 't', ...change, all: true, where: { a: 1 } })).to.deep.equal(['all']);
    }
  });

  it('refuses a delete that is not true and an update of nothing', () => {
    expect(refused({ table: 't', delete: 1, all: true })).to.deep.equal(['delete']);
    expect(refused({ table: 't', delete: false, all: true })).to.deep.equal(['delete']);
    expect(refused({ table: 't', update: {}, all: true })).to.deep.equal(['update']);
    expect(refused({ table: 't', update: [1], all: true })).to.deep.equal(['update']);
  });

  it('carries what is expected to change', () => {
    const body = { table: 't', insert: { a: 1 }, expect: { changes: 1 } };
    expect(parseWrite(body).statements[0]).to.deep.include({ expect: { changes: 1 } });
  });

  it('refuses an expectation that is none', () => {
    const expecting = (value: unknown) => refused({ table: 't', insert: { a: 1 }, expect: value });
    expect(expecting({ changes: -1 })).to.deep.equal(['expect.changes']);
    expect(expecting({ changes: '1' })).to.deep.equal(['expect.changes']);
    expect(expecting({ changes: 0.5 })).to.deep.equal(['expect.changes']);
    expect(expecting({})).to.deep.equal(['expect.changes']);
    expect(expecting({ changes: 1, rows: 1 })).to.deep.equal(['expect.rows']);
    expect(expecting(1)).to.deep.equal(['expect']);
    expect(expecting(null)).to.deep.equal(['expect']);
  });

  it('takes a transaction and says so', () => {
    const write = parseWrite({
      transaction: [
        { table: 't', insert: { a: 1 } },
        { table: 't', delete: true, all: true },
      ],
    });
    expect(write.transaction).to.equal(true);
    expect(write.statements.map(({ kind }) => kind)).to.deep.equal(['insert', 'delete']);
  });

  it('names the statement of a transaction that is wrong', () => {
    const good = { table: 't', insert: { a: 1 } };
    expect(refused({ transaction: [good, { table: 't', insert: { a: [] } }] })).to.deep.equal([
      'transaction.1.insert.a',
    ]);
    expect(refused({ transaction: [good, 5] })).to.deep.equal(['transaction.1']);
    expect(refused({ transaction: [{ transaction: [good] }] })).to.deep.equal(['transaction.0']);
  });

  it('takes transactions of 1 to 1,000 statements', () => {
    const good = { table: 't', insert: { a: 1 } };
    expect(parseWrite({ transaction: Array(1000).fill(good) }).statements).to.have.lengthOf(1000);
    expect(refused({ transaction: Array(1001).fill(good) })).to.deep.equal(['transaction']);
    expect(refused({ transaction: [] })).to.deep.equal(['transaction']);
    expect(refused({ transaction: good })).to.deep.equal(['transaction']);
  });

  it('names every unknown field', () => {
    expect(refused({ table: 't', insert: { a: 1 }, where: {}, x: 1 })).to.deep.equal(['where', 'x']);
    expect(refused({ table: 't', insert: { a: 1 }, delete: true })).to.deep.equal(['delete']);
    expect(refused({ transaction: [], table: 't' })).to.deep.equal(['table']);
    expect(refused(JSON.parse('{"table":"t","insert":{"a":1},"__proto__":{"all":true}}'))).to.deep.equal([
      '__proto__',
    ]);
  });

  it('names no more than 20 of many unknown fields', () => {
    const junk = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`x${i}`, 1]));
    expect(refused({ table: 't', insert: { a: 1 }, ...junk })).to.have.lengthOf(20);
  });

  it('refuses a body that is no statement', () => {
    for (const body of [undefined, null, 1, 'x', [], {}, { table: 't' }]) {
      expect(refused(body), JSON.stringify(body)).to.deep.equal(['body']);
    }
    expect(refused({ insert: { a: 1 } })).to.deep.equal(['table']);
  });
});
