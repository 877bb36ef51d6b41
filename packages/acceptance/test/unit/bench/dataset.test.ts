import { expect } from 'chai';
import { ride, RIDES, rides } from '../../../src/bench/dataset.ts';
import { readBody, writeBody } from '../../../src/bench/requests.ts';

function read(body: string): unknown {
  return JSON.parse(body);
}

describe('the data of the benchmark', () => {
  it('is as many rides as promised, each from one area to another', () => {
    const all = rides(1, RIDES);
    expect(all.map(({ rideId }) => rideId)).to.deep.equal(
      Array.from({ length: RIDES }, (_, index) => index + 1),
    );
    for (const { source, destination } of all) {
      expect(source).to.be.within(1, 198);
      expect(destination).to.be.within(1, 198).and.not.equal(source);
    }
  });

  it('is read in full, each ride once in a round', () => {
    const bodies = new Set(Array.from({ length: RIDES }, () => readBody()));
    expect(bodies).to.have.lengthOf(RIDES);
    expect([...bodies].map(read)).to.deep.include({ table: 'bench_rides', where: { rideId: RIDES } });
  });

  it('is added to by rides that were not loaded', () => {
    expect(read(writeBody())).to.deep.equal({ table: 'bench_rides', insert: ride(RIDES + 1) });
  });
});
