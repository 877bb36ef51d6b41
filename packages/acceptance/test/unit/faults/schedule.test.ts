import { expect } from 'chai';
import fc from 'fast-check';
import { dockerStrikes } from '../../../src/faults/docker/strikes.ts';
import { processStrikes } from '../../../src/faults/process/strikes.ts';
import {
  OVERLAP,
  roundKindsOf,
  schedule,
  type Catalogue,
  type Round,
} from '../../../src/faults/schedule/schedule.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

const catalogues: Record<string, Catalogue<string>> = {
  processes: processStrikes,
  containers: dockerStrikes,
};

for (const [name, catalogue] of Object.entries(catalogues)) {
  describe(`the schedule of strikes on ${name}`, () => {
    function first(count: number, seed: number, kinds = roundKindsOf(catalogue)): Round<string>[] {
      const rounds = schedule(seed, catalogue, kinds);
      return Array.from({ length: count }, () => rounds.next().value);
    }

    it('is the same for the same seed, and another one for another', () => {
      fc.assert(
        fc.property(seeds, (seed) => {
          expect(first(50, seed)).to.deep.equal(first(50, seed));
        }),
      );
      expect(first(50, 1)).not.to.deep.equal(first(50, 2));
    });

    it('makes more than sixty strikes in 600 s, with every kind and overlaps among them', () => {
      fc.assert(
        fc.property(seeds, (seed) => {
          let atMs = 0;
          const rounds = first(200, seed).filter(({ pauseMs }) => (atMs += pauseMs) < 600_000);
          const made = rounds.flatMap((round) => round.strikes.map(({ kind }) => kind));
          expect(made.length).to.be.above(60);
          expect(new Set(made)).to.deep.equal(new Set(Object.keys(catalogue)));
          expect(rounds.some((round) => round.strikes.length === 2)).to.equal(true);
        }),
      );
    });

    it('never strikes one part twice at once', () => {
      fc.assert(
        fc.property(seeds, (seed) => {
          for (const { strikes } of first(40, seed, [OVERLAP])) {
            const parts = strikes.flatMap(({ kind }) => catalogue[kind]?.part ?? []);
            expect(new Set(parts).size).to.equal(parts.length);
          }
        }),
      );
    });

    it('keeps to the kinds that it is given, also when they overlap', () => {
      const rounds = first(40, 3, ['scale', 'kill-slave', OVERLAP]);
      const kinds = new Set(rounds.flatMap(({ strikes }) => strikes.map(({ kind }) => kind)));
      expect([...kinds].sort()).to.deep.equal(['kill-slave', 'scale']);
    });
  });
}
