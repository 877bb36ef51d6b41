import { expect } from 'chai';
import fc from 'fast-check';
import { isWellFormed } from '../../../src/http/well-formed.ts';

describe('isWellFormed', () => {
  it('holds for whatever UTF-8 can hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isWellFormed(value)).to.equal(JSON.stringify(value).isWellFormed() && noEscapedHalf(value));
      }),
    );
  });

  it('finds half of a surrogate pair wherever it is', () => {
    for (const value of ['\ud800', ['a', { b: ['\udfff'] }], { 'a\udc00': 1 }])
      expect(isWellFormed(value)).to.equal(false);
  });

  /** JSON.stringify escapes halves of pairs, and nothing but them, as \ud…. */
  function noEscapedHalf(value: unknown): boolean {
    return !/(?<!\\)(\\\\)*\\ud[89a-f]/.test(JSON.stringify(value));
  }
});
