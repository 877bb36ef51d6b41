import type { Violation } from '../contract.ts';
import type { LoadRead, LoadWrite, Version } from '../history/operation.ts';
import { acknowledged, possible } from './facts.ts';
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

/** The change that made each version; the first one, version 0, was there at the beginning. */
export type Chain = (Change | undefined)[];

/** The changes in their order, or why they have none. */
export function linkVersions({ subject, changes, sights, final }: ChainHistory): Chain | Violation {
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
