import { expect } from 'chai';
import { parseWhere } from '../../../src/statements/where.ts';
import { refusedFields } from './refused.ts';

const where = (value: unknown) => parseWhere(value, 'where');
const refused = (value: unknown) => refusedFields(() => where(value));
const condition = (op: unknown, value: unknown) => [{ column: 'a', op, value }];

describe('parseWhere', () => {
  it('takes an object as equalities', () => {
    expect(where({ a: 1, b: 'x', c: null })).to.deep.equal([
      { column: 'a', op: '=', value: 1 },
      { column: 'b', op: '=', value: 'x' },
      { column: 'c', op: '=', value: null },
    ]);
  });

  it('takes "column=value", the value being all that follows the first equals sign', () => {
    expect(where('a=x')).to.deep.equal(condition('=', 'x'));
    expect(where('a=b=c')).to.deep.equal(condition('=', 'b=c'));
    expect(where('a=')).to.deep.equal(condition('=', ''));
    expect(where("a=' OR 1=1 --")).to.deep.equal(condition('=', "' OR 1=1 --"));
  });

  it('refuses other operators in text', () => {
    for (const text of ['a', '=x', 'a>=1', 'a!=1', 'a =1', '', '1=1']) {
      expect(refused(text), text).to.deep.equal(['where']);
    }
  });

  it('takes an array of texts and conditions', () => {
    expect(where(['a=1', { column: 'b', op: '>', value: 2 }])).to.deep.equal([
      { column: 'a', op: '=', value: '1' },
      { column: 'b', op: '>', value: 2 },
    ]);
    expect(refused(['a=1', 'b'])).to.deep.equal(['where.1']);
  });

  it('takes every operator of the contract and no other', () => {
    for (const op of ['=', '!=', '<', '<=', '>', '>=', 'like']) {
      expect(where(condition(op, 'x'))).to.deep.equal(condition(op, 'x'));
    }
    for (const op of ['==', '<>', 'is', 'IN', 'or', '', null, undefined, 1, ['=']]) {
      expect(refused(condition(op, 'x')), String(op)).to.deep.equal(['where.0.op']);
    }
  });

  it('takes null with = and != only', () => {
    expect(where(condition('=', null))).to.deep.equal(condition('=', null));
    expect(where(condition('!=', null))).to.deep.equal(condition('!=', null));
    for (const op of ['<', '<=', '>', '>=', 'like', 'in']) {
      expect(refused(condition(op, null)), op).to.deep.equal(['where.0.value']);
    }
    expect(refused(condition('in', ['x', null]))).to.deep.equal(['where.0.value.1']);
  });

  it('takes 1 to 1,000 values with in', () => {
    expect(where(condition('in', [1, 'x']))).to.deep.equal(condition('in', [1, 'x']));
    expect(where(condition('in', Array(1000).fill(1)))).to.have.lengthOf(1);
    expect(refused(condition('in', []))).to.deep.equal(['where.0.value']);
    expect(refused(condition('in', Array(1001).fill(1)))).to.deep.equal(['where.0.value']);
    expect(refused(condition('in', 'x'))).to.deep.equal(['where.0.value']);
    expect(refused(condition('in', [1, true]))).to.deep.equal(['where.0.value.1']);
  });

  it('refuses lists and missing values with other operators', () => {
    expect(refused(condition('=', [1]))).to.deep.equal(['where.0.value']);
    expect(refused([{ column: 'a', op: '=' }])).to.deep.equal(['where.0.value']);
    expect(refused([{ op: '=', value: 1 }])).to.deep.equal(['where.0.column']);
  });

  it('refuses a pattern with NUL, at which SQLite would end it', () => {
    expect(refused(condition('like', 'a\0%'))).to.deep.equal(['where.0.value']);
  });

  it('names unknown fields of a condition', () => {
    expect(refused([{ column: 'a', op: '=', value: 1, or: 2 }])).to.deep.equal(['where.0.or']);
  });

  it('bounds the conditions and the values', () => {
    expect(where(Array(100).fill('a=1'))).to.have.lengthOf(100);
    expect(refused(Array(101).fill('a=1'))).to.deep.equal(['where']);
    expect(refused(Array(11).fill({ column: 'a', op: 'in', value: Array(1000).fill(1) }))).to.deep.equal([
      'where',
    ]);
  });

  it('is empty when absent, and refuses what is no where clause', () => {
    expect(where(undefined)).to.deep.equal([]);
    for (const value of [null, 1, true]) expect(refused(value)).to.deep.equal(['where']);
    expect(refused([null])).to.deep.equal(['where.0']);
  });
});
