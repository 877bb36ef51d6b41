import { expect } from 'chai';
import { checkLogOrder } from '../../../../src/faults/check/log-order.ts';
import { write, type Span } from '../support/requests.ts';

const at = (offset: number | undefined, span: Span) => ({ ...write(span), offset });

describe('checkLogOrder', () => {
  it('accepts offsets in any order where writes overlap', () => {
    expect(
      checkLogOrder([at(5, [0, 9]), at(4, [1, 8]), at(undefined, [2, 3]), at(7, [9, 10])]),
    ).to.deep.equal([]);
  });

  it('finds two writes at one offset', () => {
    const twins = [at(5, [0, 1]), at(5, [0, 1])];
    expect(checkLogOrder(twins)).to.have.length(1).and.nested.property('0.ops').deep.equal(twins);
  });

  it('finds a later write with a smaller offset', () => {
    const [first, later] = [at(9, [0, 1]), at(5, [2, 3])];
    const [found] = checkLogOrder([first, at(6, [0, 1]), later]);
    expect(found?.kind).to.equal('lost');
    expect(found?.ops).to.include(later);
  });
});
