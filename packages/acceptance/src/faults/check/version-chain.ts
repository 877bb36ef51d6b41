import type { Violation } from '../contract.ts';
import type { LoadRead, LoadWrite, Version } from '../history/operation.ts';
import { acknowledged, possible, precedes } from './facts.ts';
import { violation } from './violation.ts';

export interface Change {
  op: LoadWrite;
  /** What the row becomes: its id. */
  id: number;
  /** The version from which it leads on; its client knows that the row has got there. */
  expected: number;
}

export interface Sight {
  op: LoadRead;
  seen: Version;
}

/** Everything about a row whose version goes up by one with each change, each changed on condition of its version. */
export interface ChainHistory {
  /** What it is, for messages. */
  subject: string;
  changes: readonly Change[];
  /** Those of the changes that were refused for the sake of this row, since it had gone on. */
  refusals: readonly Change[];
  sights: readonly Sight[];
  /** What is there in the end. */
  final: Version;
}

/**
 * The first contradiction in the history of a versioned row: whether there is an order of all requests, each at a
 * moment between its begin and its end, in which every answer is right (linearizability, Herlihy and Wing 1990).
 *
 * The versions give the order of the changes, and so of the reads between them; what is left to check is that no
 * request had ended before one began that comes earlier in that order. A change of unknown outcome takes part when
 * its version was seen or is needed, and has no end. So this takes linear time, and is exact.
 */
export function checkChain(history: ChainHistory): Violation | undefined {
  const chain = link(history);
  return 'kind' in chain ? chain : outOfOrder(history, chain);
}

/** The change that made each version; the first one, version 0, was there at the beginning. */
type Chain = (Change | undefined)[];

function link({ subject, changes, sights, final }: ChainHistory): Chain | Violation {
  const chain: Chain = [undefined];
  const byId = new Map(changes.map((change) => [change.id, change]));
  for (const change of changes.filter(({ op }) => acknowledged(op))) {
    const rival = chain[change.expected + 1];
    if (rival)
      return violation('lost', `${subject} was changed twice from version ${change.expected}`, [
        rival.op,
        change.op,
      ]);
    chain[change.expected + 1] = change;
  }
  for (const sight of [...sights, { op: undefined, seen: final }]) {
    const wrong = place(subject, chain, byId, sight);
    if (wrong) return wrong;
  }
  const highest = chain.length - 1;
  if (highest > final.version) {
    const message = `${subject} had version ${highest} and has version ${final.version} in the end`;
    const sight = sights.find(({ seen }) => seen.version === highest);
    return violation('lost', message, [chain[highest]?.op, sight?.op]);
  }
  return fillGaps(subject, chain, changes, final.version);
}

/** Puts the change that a read saw in its place. */
function place(
  subject: string,
  chain: Chain,
  byId: ReadonlyMap<number, Change>,
  { op, seen: { version, by } }: { op: LoadRead | undefined; seen: Version },
): Violation | undefined {
  if (version === 0 && by === 0) return undefined;
  const change = byId.get(by);
  const what = `${subject} ${op ? 'was read' : 'ends'} as version ${version} by request ${by}`;
  if (change?.expected !== version - 1)
    return violation('unexpected', `${what}, for which nobody asked`, [change?.op, op]);
  if (!possible(change.op)) return violation('unexpected', `${what}, which was refused`, [change.op, op]);
  const known = chain[version];
  if (known && known !== change) {
    const kind = acknowledged(known.op) ? 'lost' : 'divergent';
    return violation(kind, `${what}, but request ${known.id} had made that version`, [
      known.op,
      change.op,
      op,
    ]);
  }
  chain[version] = change;
  return undefined;
}

/** A version that nobody saw must be due to a request whose outcome nobody knows. */
function fillGaps(
  subject: string,
  chain: Chain,
  changes: readonly Change[],
  last: number,
): Chain | Violation {
  const candidates = Map.groupBy(
    changes.filter(({ op }) => op.outcome === 'unknown'),
    ({ expected }) => expected + 1,
  );
  for (let version = 1; version <= last; version++) {
    if (chain[version]) continue;
    const maker = candidates.get(version)?.reduce((a, b) => (a.op.startedAt <= b.op.startedAt ? a : b));
    if (!maker)
      return violation('unexpected', `${subject} got to version ${version} by nobody's request`, []);
    chain[version] = maker;
  }
  return chain;
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
