import type { Violation } from '../contract.ts';
import type { LoadRead, LoadWrite } from '../history/operation.ts';
import { acknowledged, precedes } from './facts.ts';
import { linkVersions, type Chain, type ChainHistory, type Change } from './version-links.ts';
import { violation } from './violation.ts';

/**
 * The first contradiction in the history of a versioned row: whether there is an order of all requests, each at a
 * moment between its begin and its end, in which every answer is right (linearizability, Herlihy and Wing 1990).
 *
 * The versions give the order of the changes, and so of the reads between them; what is left to check is that no
 * request had ended before one began that comes earlier in that order. A change of unknown outcome takes part when
 * its version was seen or is needed, and has no end. So this takes linear time, and is exact.
 */
export function checkChain(history: ChainHistory): Violation | undefined {
  const chain = linkVersions(history);
  return 'kind' in chain ? chain : outOfOrder(history, chain);
}

/** Goes along the versions and looks for a request that had ended before one began that comes before it. */
function outOfOrder({ subject, refusals, sights }: ChainHistory, chain: Chain): Violation | undefined {
  const readsOf = Map.groupBy(sights, ({ seen }) => seen.version);
  const refusalsOf = Map.groupBy(refusals, ({ expected }) => expected);
  let latestChange: Op | undefined;
  let latest: Op | undefined;
  for (const [version, change] of chain.entries()) {
    if (change && acknowledged(change.op) && latest && precedes(change.op, latest))
      return backwards(subject, change.op, latest);
    latestChange = later(latestChange, change?.op);
    latest = later(latest, change?.op);
    const reads = (readsOf.get(version) ?? []).map(({ op }) => op);
    for (const op of reads) {
      const before = op.consistency === 'session' ? latest : latestChange;
      if (before && precedes(op, before)) return backwards(subject, op, before);
    }
    for (const { op } of refusalsOf.get(version - 1) ?? [])
      if (latest && precedes(op, latest)) return backwards(subject, op, latest);
    for (const op of reads) if (op.consistency === 'session') latest = later(latest, op);
  }
  return needlessRefusal(subject, refusalsOf, chain.length - 1);
}

type Op = LoadWrite | LoadRead;

function later(a: Op | undefined, b: Op | undefined): Op | undefined {
  return !a || (b && b.startedAt > a.startedAt) ? b : a;
}

/** @param op ended before `before` began, but what it was told comes after that in the order of versions. */
function backwards(subject: string, op: Op, before: Op): Violation {
  if (before.kind === 'read')
    return violation('staleRead', `${subject} was read older than it was known to be`, [op, before]);
  if (acknowledged(op) && op.kind === 'write')
    return violation('lost', `${subject} was changed to a version that it had been beyond`, [op, before]);
  return violation('unexpected', `${subject} was known as changed before anybody asked for that`, [
    op,
    before,
  ]);
}

function needlessRefusal(
  subject: string,
  refusalsOf: ReadonlyMap<number, readonly Change[]>,
  last: number,
): Violation | undefined {
  for (const [expected, refusals] of refusalsOf) {
    const [first] = refusals;
    if (expected < last || !first) continue;
    const message = `${subject} was refused to change from version ${expected} though it never got further`;
    return violation('unexpected', message, [first.op]);
  }
  return undefined;
}
