import type { Violation } from '../contract.ts';
import { acknowledged, earliestEnd, possible, precedes } from './facts.ts';
import type { RideHistory } from './rides.ts';
import { violation } from './violation.ts';

/** The first contradiction in the life of one ride: offered, there, and perhaps called off, once and for all. */
export function checkRide(history: RideHistory): Violation | undefined {
  return wrongOffer(history) ?? wrongEnd(history) ?? lateSight(history) ?? earlyAbsence(history);
}

function wrongOffer({ ride, offer, sights, final }: RideHistory): Violation | undefined {
  const seen = sights.filter(({ present }) => present).map(({ op }) => op);
  const first = earliestEnd(seen);
  if (final.length > 1)
    return violation('duplicated', `ride ${ride} is there ${final.length} times`, [offer]);
  if (!first && final.length === 0) return undefined;
  if (!offer || !possible(offer))
    return violation('unexpected', `ride ${ride} is there though nobody may have offered it`, [offer, first]);
  if (first && precedes(first, offer))
    return violation('unexpected', `ride ${ride} was seen before it was offered`, [first, offer]);
  return undefined;
}

function wrongEnd({ ride, offer, removal, sights, final }: RideHistory): Violation | undefined {
  if (removal && acknowledged(removal) && final.length > 0)
    return violation('lost', `ride ${ride} was called off and is there in the end`, [offer, removal]);
  const known = sights.some(({ present }) => present) || (offer && acknowledged(offer));
  if (known && final.length === 0 && !(removal && possible(removal)))
    return violation('lost', `ride ${ride} is gone though nobody called it off`, [offer, removal]);
  return undefined;
}

/** Seen after it was known to be gone. */
function lateSight({ ride, offer, removal, sights }: RideHistory): Violation | undefined {
  const known = offer && sights.filter(({ op, present }) => !present && precedes(offer, op));
  const absences = offer && acknowledged(offer) ? (known ?? []).map(({ op }) => op) : [];
  const gone = earliestEnd(removal && acknowledged(removal) ? [...absences, removal] : absences);
  const late = gone && sights.find(({ op, present }) => present && precedes(gone, op));
  return late && violation('staleRead', `ride ${ride} was seen after it had gone`, [gone, late.op]);
}

/** Not seen though it was known to be there. */
function earlyAbsence({ ride, offer, removal, sights }: RideHistory): Violation | undefined {
  const seen = sights.filter(({ present }) => present).map(({ op }) => op);
  const proof = earliestEnd(offer && acknowledged(offer) ? [...seen, offer] : seen);
  if (!proof) return undefined;
  const wrong = sights.find(
    ({ op, present }) =>
      !present && precedes(proof, op) && !(removal && possible(removal) && removal.startedAt <= op.endedAt),
  );
  return wrong && violation('staleRead', `ride ${ride} was not seen though it was there`, [proof, wrong.op]);
}
