import { expect } from 'chai';
import { checkMonotonic } from '../../../../src/faults/check/monotonic.ts';
import { read } from '../support/requests.ts';

describe('checkMonotonic', () => {
  const eventual = { consistency: 'eventual' } as const;

  it('accepts reads that stand still or go on, and other clients that are behind', () => {
    const reads = [
      { op: read([0, 1], eventual), version: 3 },
      { op: read([2, 3], eventual), version: 3 },
      { op: read([2, 3], { ...eventual, client: 1 }), version: 1 },
      { op: read([4, 5]), version: 7 },
    ];
    expect(checkMonotonic('register 1', reads)).to.equal(undefined);
  });

  it('finds a client that saw less than before, whatever it saw between', () => {
    const far = { op: read([0, 1]), version: 3 };
    const back = { op: read([4, 5], eventual), version: 2 };
    const found = checkMonotonic('register 1', [far, { op: read([2, 3]), version: 3 }, back]);
    expect(found?.kind).to.equal('staleRead');
    expect(found?.ops).to.deep.equal([far.op, back.op]);
  });
});
