import { expect } from 'chai';
import { checkMonotonic } from '../../../../src/faults/check/monotonic.ts';
import { read } from '../support/requests.ts';

describe('checkMonotonic', () => {
  const eventual = { consistency: 'eventual' } as const;

  it('accepts reads that stand still or go on, and what others see at the same time', () => {
    const reads = [
      { op: read([0, 1], eventual), version: 3 },
      { op: read([2, 9]), version: 7 },
      { op: read([3, 4], eventual), version: 3 },
      { op: read([8, 10]), version: 3 },
    ];
    expect(checkMonotonic('register 1', reads)).to.equal(undefined);
  });

  it('finds a read that saw less than one before it, whatever others saw between', () => {
    const far = { op: read([0, 1]), version: 3 };
    const back = { op: read([4, 5], { ...eventual, client: 1 }), version: 2 };
    const found = checkMonotonic('register 1', [back, { op: read([2, 9]), version: 4 }, far]);
    expect(found?.kind).to.equal('staleRead');
    expect(found?.ops).to.deep.equal([far.op, back.op]);
  });
});
