import type { Violation } from '../contract.ts';
import type { LoadRead, LoadWrite } from '../history/operation.ts';
import { acknowledged, earliestEnd, earliestStart, possible, precedes, refused } from './facts.ts';
import { violation } from './violation.ts';

/** Everything about something that is written once, by one of those who claim it, and stays for good. */
export interface WriteOnceHistory {
  /** What it is, for messages. */
  subject: string;
  claims: readonly { op: LoadWrite; value: number | string }[];
  /** What reads have shown: a value for each row, none when it was not there. */
  sights: readonly { op: LoadRead; values: readonly (number | string)[] }[];
  /** What is there in the end. */
  final: readonly (number | string)[];
}

/** The first contradiction in the history of something that is written once. */
export function checkWriteOnce(history: WriteOnceHistory): Violation | undefined {
  return several(history) ?? wrongWinner(history) ?? wrongSight(history) ?? wrongRefusal(history);
}

function several({ subject, claims, sights, final }: WriteOnceHistory): Violation | undefined {
  const crowd = sights.find(({ values }) => values.length > 1);
  const values = final.length > 1 ? final : (crowd?.values ?? []);
  if (values.length > 1) {
    const kind = new Set(values).size < values.length ? 'duplicated' : 'invariant';
    const writers = claims.filter(({ value }) => values.includes(value)).map(({ op }) => op);
    return violation(kind, `${subject} is there ${values.length} times`, [...writers, crowd?.op]);
  }
  const winners = claims.map(({ op }) => op).filter(acknowledged);
  if (winners.length < 2) return undefined;
  return violation('invariant', `${subject} was given to ${winners.length} claims`, winners);
}

function wrongWinner({ subject, claims, final }: WriteOnceHistory): Violation | undefined {
  const [there] = final;
  const winner = claims.find(({ op }) => acknowledged(op));
  if (winner && winner.value !== there) {
    const instead = there === undefined ? 'is gone' : `is ${there} instead`;
    return violation('lost', `${subject} was acknowledged as ${winner.value} and ${instead}`, [winner.op]);
  }
  if (there === undefined) return undefined;
  return unfounded(`${subject} is ${there} in the end`, claims, there);
}

function wrongSight(history: WriteOnceHistory): Violation | undefined {
  const { subject, claims, sights, final } = history;
  for (const { op, values } of sights) {
    const [seen] = values;
    if (seen === undefined) continue;
    const groundless = unfounded(`${subject} was read as ${seen}`, claims, seen, op);
    if (groundless) return groundless;
    if (seen !== final[0]) {
      const writers = claims.filter(({ value }) => value === seen).map((claim) => claim.op);
      return violation('lost', `${subject} was read as ${seen} and is not that in the end`, [...writers, op]);
    }
  }
  return staleSight(history);
}

/** Something is there for which nobody can have asked, or who asked was refused, or had not asked yet. */
function unfounded(
  what: string,
  claims: WriteOnceHistory['claims'],
  value: number | string,
  seenBy?: LoadRead,
): Violation | undefined {
  const askers = claims.filter((claim) => claim.value === value).map(({ op }) => op);
  const writer = earliestStart(askers.filter(possible));
  if (!writer) {
    const reason = askers.length > 0 ? 'though that was refused' : 'though nobody asked for that';
    return violation('unexpected', `${what}, ${reason}`, [...askers, seenBy]);
  }
  if (!seenBy || !precedes(seenBy, writer)) return undefined;
  return violation('unexpected', `${what} before it was written`, [writer, seenBy]);
}

function staleSight({ subject, claims, sights }: WriteOnceHistory): Violation | undefined {
  const positive = sights.filter(({ values }) => values.length > 0).map(({ op }) => op);
  const proofs = [...claims.map(({ op }) => op).filter((op) => acknowledged(op) || refused(op)), ...positive];
  const proof = earliestEnd(proofs);
  const seen = earliestEnd(positive);
  for (const { op, values } of sights) {
    if (values.length > 0) continue;
    const known = op.consistency === 'session' ? proof : seen;
    if (known && precedes(known, op))
      return violation('staleRead', `${subject} was not there for a read though known before`, [known, op]);
  }
  return undefined;
}

function wrongRefusal({ subject, claims }: WriteOnceHistory): Violation | undefined {
  for (const { op } of claims) {
    if (!refused(op)) continue;
    const rivals = claims.filter((claim) => claim.op !== op && possible(claim.op)).map((claim) => claim.op);
    if (!rivals.some((rival) => rival.startedAt <= op.endedAt))
      return violation('unexpected', `${subject} was refused though nobody can have had it`, [op, ...rivals]);
  }
  return undefined;
}
