import { expect } from 'chai';
import { duration, table } from '../../../src/cli/table.ts';

describe('a table', () => {
  it('has columns as wide as their widest cell, and no space at the end of a line', () => {
    expect(
      table(
        ['A', 'B'],
        [
          ['long', 'x'],
          ['s', ''],
        ],
      ),
    ).to.equal('A     B\nlong  x\ns');
  });
});

describe('a duration', () => {
  const cases: [number, string][] = [
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 min 0 s'],
    [3599, '59 min 59 s'],
    [3600, '1 h 0 min'],
    [86_399, '23 h 59 min'],
    [90_000, '1 d 1 h'],
  ];
  for (const [seconds, text] of cases) {
    it(`of ${seconds} seconds reads ${text}`, () => {
      expect(duration(seconds)).to.equal(text);
    });
  }
});
