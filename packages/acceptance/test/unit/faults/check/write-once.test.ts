import { expect } from 'chai';
import { checkWriteOnce, type WriteOnceHistory } from '../../../../src/faults/check/write-once.ts';
import { read, write, type Ending, type Span } from '../support/requests.ts';

const claim = (value: number, span: Span, ending: Ending = 'ok') => ({ op: write(span, ending), value });
const sight = (values: number[], span: Span, over: Parameters<typeof read>[1] = {}) => ({
  op: read(span, over),
  values,
});

const check = (
  claims: WriteOnceHistory['claims'],
  final: number[],
  sights: WriteOnceHistory['sights'] = [],
) => checkWriteOnce({ subject: 'name a', claims, sights, final });

const kindOf = (...history: Parameters<typeof check>) => check(...history)?.kind;

describe('checkWriteOnce', () => {
  it('accepts a winner, rivals that were refused, and reads before, meanwhile and after', () => {
    const claims = [claim(1, [1, 3]), claim(2, [2, 4], 'refused'), claim(3, [0, 1], 'not done')];
    const sights = [sight([], [0, 0.5]), sight([], [1, 4]), sight([1], [1, 2]), sight([1], [5, 6])];
    expect(kindOf(claims, [1], sights)).to.equal(undefined);
  });

  it('finds an acknowledged claim that is gone or has been replaced', () => {
    expect(kindOf([claim(1, [0, 1])], [])).to.equal('lost');
    expect(kindOf([claim(1, [0, 1]), claim(2, [2, 3], 'unknown')], [2])).to.equal('lost');
  });

  it('finds what was read and is gone', () => {
    const unknown = claim(1, [0, 1], 'unknown');
    expect(kindOf([unknown], [], [sight([1], [2, 3])])).to.equal('lost');
  });

  it('finds a claim that was done twice, in the end or in a read', () => {
    expect(kindOf([claim(1, [0, 1])], [1, 1])).to.equal('duplicated');
    expect(kindOf([claim(1, [0, 1])], [1], [sight([1, 1], [0, 1])])).to.equal('duplicated');
  });

  it('finds two owners', () => {
    const rivals = [claim(1, [0, 1]), claim(2, [0, 1], 'unknown')];
    expect(kindOf(rivals, [1, 2])).to.equal('invariant');
  });

  it('finds two that were told to be the owner', () => {
    expect(kindOf([claim(1, [0, 1]), claim(2, [2, 3])], [2])).to.equal('invariant');
  });

  it('finds what was refused, not passed on, or never asked for', () => {
    expect(kindOf([claim(1, [0, 1], 'refused')], [1])).to.equal('unexpected');
    expect(kindOf([claim(1, [0, 1], 'not done')], [1])).to.equal('unexpected');
    expect(kindOf([], [1])).to.equal('unexpected');
    expect(kindOf([claim(1, [0, 1])], [1], [sight([7], [2, 3])])).to.equal('unexpected');
  });

  it('allows an unknown claim to be there or not', () => {
    const unknown = claim(1, [0, 1], 'unknown');
    expect(kindOf([unknown], [])).to.equal(undefined);
    expect(kindOf([unknown], [1], [sight([], [5, 6])])).to.equal(undefined);
  });

  it('finds a read that missed what was known, by an acknowledgement, a refusal or another read', () => {
    const slow = claim(1, [0, 9]);
    const blind = sight([], [4, 5]);
    expect(kindOf([claim(1, [0, 1])], [1], [blind])).to.equal('staleRead');
    expect(kindOf([slow, claim(2, [2, 3], 'refused')], [1], [blind])).to.equal('staleRead');
    expect(kindOf([slow], [1], [sight([1], [2, 3]), blind])).to.equal('staleRead');
    expect(kindOf([slow], [1], [blind])).to.equal(undefined);
  });

  it('allows an eventual read to miss it, unless another read had seen it', () => {
    const blind = sight([], [4, 5], { consistency: 'eventual' });
    const claims = [claim(1, [0, 1])];
    expect(kindOf(claims, [1], [blind, sight([1], [3, 9])])).to.equal(undefined);
    expect(kindOf(claims, [1], [sight([1], [2, 3], { client: 1 }), blind])).to.equal('staleRead');
  });

  it('finds a read of something before it was written', () => {
    expect(kindOf([claim(1, [2, 3])], [1], [sight([1], [0, 1])])).to.equal('unexpected');
  });

  it('finds a refusal for which there was no reason', () => {
    expect(kindOf([claim(1, [0, 1], 'refused')], [])).to.equal('unexpected');
    expect(kindOf([claim(1, [0, 1], 'refused'), claim(2, [2, 3])], [2])).to.equal('unexpected');
  });
});
