import type { Violation } from '../contract.ts';
import type { RideJoin } from '../history/operation.ts';
import { possible, refused } from './facts.ts';
import type { RideHistory } from './rides.ts';
import { violation } from './violation.ts';
import { checkWriteOnce } from './write-once.ts';

/** Whoever was told to be in a ride is in it, once, as long as there is the ride. */
export function checkJoins(history: RideHistory): Violation[] {
  const { ride, joins, sights, final } = history;
  const [riders] = final;
  const joinsOf = Map.groupBy(joins, ({ username }) => username);
  const reads = sights.flatMap(({ op, users }) => (users ? [{ op, riders: users.slice(1) }] : []));
  const names = new Set([...joinsOf.keys(), ...(riders ?? []), ...reads.flatMap((read) => read.riders)]);
  const wrong = [...names].flatMap((username) => {
    const seen = reads.map(({ op, riders: there }) => ({
      op,
      values: there.filter((rider) => rider === username),
    }));
    const asked = joinsOf.get(username) ?? [];
    const claims = asked
      .filter((op) => !(refused(op) && excused(op, history)))
      .map((op) => ({ op, value: username }));
    return (
      checkWriteOnce({
        subject: `${username} in ride ${ride}`,
        claims,
        sights: seen,
        final: riders ? riders.filter((rider) => rider === username) : lastKnown(username, asked, seen),
      }) ?? []
    );
  });
  return [...wrong, ...wrongCreator(history)];
}

/** What a ride that has gone took along can't be looked at any more; nothing speaks against what was known of it. */
function lastKnown(
  username: string,
  asked: readonly RideJoin[],
  seen: readonly { values: readonly string[] }[],
): string[] {
  const known = asked.some(({ outcome }) => outcome === 'ok') || seen.some(({ values }) => values.length > 0);
  return known ? [username] : [];
}

/** Whether the ride itself gave reason to refuse. */
function excused({ username, endedAt }: RideJoin, { ride, removal }: RideHistory): boolean {
  return isCreator(username, ride) || (!!removal && possible(removal) && removal.startedAt <= endedAt);
}

function wrongCreator({ ride, sights }: RideHistory): Violation[] {
  const wrong = sights.find(({ users }) => users && !isCreator(users[0] ?? '', ride));
  return wrong ? [violation('unexpected', `ride ${ride} has another creator`, [wrong.op])] : [];
}

function isCreator(username: string, ride: string): boolean {
  return ride.endsWith(`/${username}`);
}
