import { expect } from 'chai';
import fc from 'fast-check';
import { isValue, stored } from '../../../src/statements/values.ts';

describe('stored', () => {
  it('makes integers of integers and of their text', () => {
    expect(stored('integer', 12)).to.equal(12);
    expect(stored('integer', '-12')).to.equal(-12);
    for (const value of [
      1.5,
      '',
      'x',
      '1.0',
      ' 1',
      '0x10',
      '1e3',
      '9007199254740993',
      '9223372036854775807',
    ]) {
      expect(stored('integer', value), String(value)).to.equal(undefined);
    }
  });

  it('makes numbers of numbers and of their text', () => {
    expect(stored('real', 1.5)).to.equal(1.5);
    expect(stored('real', '-1.5e3')).to.equal(-1500);
    for (const value of ['', 'x', 'NaN', 'Infinity', '1e999', ' 1', '1.']) {
      expect(stored('real', value), value).to.equal(undefined);
    }
  });

  it('makes text of numbers as JSON writes them', () => {
    expect(stored('text', 12)).to.equal('12');
    expect(stored('text', 1e-7)).to.equal('1e-7');
  });

  it('makes bytes of canonical base64 alone', () => {
    expect(stored('blob', 'AAEC')).to.deep.equal(Buffer.from([0, 1, 2]));
    for (const value of ['AAEC=', 'AAE', '-_', ' AAEC', 'é', 1]) {
      expect(stored('blob', value), String(value)).to.equal(undefined);
    }
  });

  it('keeps null of every type', () => {
    for (const type of ['integer', 'real', 'text', 'blob'] as const)
      expect(stored(type, null)).to.equal(null);
  });

  it('stores a number of a numeric column exactly as its text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true })),
        (number) => {
          fc.pre(isValue(number));
          expect(stored('real', String(number))).to.equal(stored('real', number));
          expect(stored('integer', String(number))).to.equal(stored('integer', number));
        },
      ),
    );
  });
});
