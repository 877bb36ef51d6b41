import { expect } from 'chai';
import { databases } from './database.ts';
import { scratchFiles } from './scratch.ts';

const ITEMS = {
  columns: [
    { name: 'n', type: 'integer', primaryKey: true },
    { name: 'label', type: 'text' },
  ],
};

describe('conditions', () => {
  const database = databases(scratchFiles());

  const matching = (where: unknown) => {
    const rows = database().read({ table: 'items', columns: ['n'], where, orderBy: 'n' });
    return (rows as { n: number }[]).map(({ n }) => n);
  };
  const comparing = (column: string, op: string, value: unknown) => matching([{ column, op, value }]);

  beforeEach(() => {
    database().define('items', ITEMS);
    const labels = ['one', 'Two', '3', null, 'on%'];
    const rows = labels.map((label, i) => ({ n: i + 1, label }));
    expect(database().write({ table: 'items', insert: rows }).code).to.equal('ok');
  });

  it('compare', () => {
    expect(comparing('n', '=', 2)).to.deep.equal([2]);
    expect(comparing('n', '!=', 2)).to.deep.equal([1, 3, 4, 5]);
    expect(comparing('n', '<', 2)).to.deep.equal([1]);
    expect(comparing('n', '<=', 2)).to.deep.equal([1, 2]);
    expect(comparing('n', '>', 4)).to.deep.equal([5]);
    expect(comparing('n', '>=', 4)).to.deep.equal([4, 5]);
  });

  it('take null as SQL does: found by = null, left out by everything else', () => {
    expect(comparing('label', '=', null)).to.deep.equal([4]);
    expect(comparing('label', '!=', null)).to.deep.equal([1, 2, 3, 5]);
    expect(comparing('label', '!=', 'one')).to.deep.equal([2, 3, 5]);
  });

  it('compare numeric text with integer columns as numbers', () => {
    expect(matching('n=2')).to.deep.equal([2]);
    expect(matching({ n: '2' })).to.deep.equal([2]);
    expect(comparing('n', 'in', ['2', 3, 'x'])).to.deep.equal([2, 3]);
    expect(comparing('n', '>', '4')).to.deep.equal([5]);
    expect(matching('n=two')).to.deep.equal([]);
  });

  it('compare numbers with text columns as their text', () => {
    expect(matching({ label: 3 })).to.deep.equal([3]);
    expect(comparing('label', 'in', [3, 'one'])).to.deep.equal([1, 3]);
  });

  it('look values up in lists of any length', () => {
    for (const length of [1, 2, 3, 4, 5, 1000]) {
      const list = Array.from({ length }, (_, i) => i + 1);
      expect(comparing('n', 'in', list)).to.deep.equal([1, 2, 3, 4, 5].slice(0, length));
    }
  });

  it('match patterns, without regard to the case of ASCII letters', () => {
    expect(comparing('label', 'like', 'ON%')).to.deep.equal([1, 5]);
    expect(comparing('label', 'like', 't_o')).to.deep.equal([2]);
    expect(comparing('n', 'like', 3)).to.deep.equal([3]);
  });

  it('must all hold', () => {
    expect(matching(['label=one', { column: 'n', op: '<', value: 5 }])).to.deep.equal([1]);
    expect(matching({ label: 'one', n: 2 })).to.deep.equal([]);
    expect(matching(Array(100).fill('n=1'))).to.deep.equal([1]);
  });

  it('bind as many values as a statement may hold', () => {
    const list = { column: 'n', op: 'in', value: Array.from({ length: 1000 }, (_, i) => i) };
    expect(matching(Array(10).fill(list))).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('hold in updates and deletes alike', () => {
    const where = [
      { column: 'n', op: 'in', value: [1, 2, 3] },
      { column: 'label', op: '!=', value: 'one' },
    ];
    expect(database().write({ table: 'items', update: { label: 'x' }, where }).body).to.include({
      changes: 2,
    });
    expect(database().write({ table: 'items', delete: true, where }).body).to.include({ changes: 2 });
    expect(matching([])).to.deep.equal([1, 4, 5]);
  });
});
