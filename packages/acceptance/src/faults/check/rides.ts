import type { FinalState, Violation } from '../contract.ts';
import type { LoadOperation, LoadRead, RideJoin, RideOffer, RideRemoval } from '../history/operation.ts';
import { rideName } from '../load/rides.ts';
import { checkJoins } from './joins.ts';
import { checkRide } from './ride.ts';
import { rowsOf } from './rows.ts';

/** All that is known about one ride. */
export interface RideHistory {
  ride: string;
  offer: RideOffer | undefined;
  removal: RideRemoval | undefined;
  joins: RideJoin[];
  /** Who went along, the creator first, where a read told; undefined where it was not there. */
  sights: { op: LoadRead; present: boolean; users: readonly string[] | undefined }[];
  /** The riders of each ride of this name that is there in the end: one at most. */
  final: string[][];
}

/** Rides that were offered are there with their riders until they are called off, and then for nobody any more. */
export function checkRides(operations: readonly LoadOperation[], state: FinalState): Violation[] {
  return [...historiesOf(operations, state).values()].flatMap((ride) => {
    const wrong = checkRide(ride);
    return wrong ? [wrong] : checkJoins(ride);
  });
}

function historiesOf(operations: readonly LoadOperation[], state: FinalState): Map<string, RideHistory> {
  const histories = new Map<string, RideHistory>();
  const of = (ride: string): RideHistory => {
    const known = histories.get(ride);
    if (known) return known;
    const history: RideHistory = {
      ride,
      offer: undefined,
      removal: undefined,
      joins: [],
      sights: [],
      final: [],
    };
    histories.set(ride, history);
    return history;
  };
  for (const op of operations) {
    if (op.about === 'offer') of(op.ride).offer = op;
    else if (op.about === 'removal') of(op.ride).removal = op;
    else if (op.about === 'join') of(op.ride).joins.push(op);
    else if (op.about === 'ride') {
      of(op.ride).sights.push({ op, present: op.users !== undefined, users: op.users });
    }
  }
  addLists(operations, of);
  addFinal(state, of);
  return histories;
}

/** What is not on a list is not there, for rides that a list could have. */
function addLists(operations: readonly LoadOperation[], of: (ride: string) => RideHistory): void {
  const offered = Map.groupBy(
    operations.filter((op) => op.about === 'offer').map(({ ride }) => ride),
    (ride) => ride.slice(0, ride.indexOf('/') + 1),
  );
  for (const op of operations) {
    if (op.about !== 'list') continue;
    const listed = new Set(op.rides);
    for (const ride of new Set([...(offered.get(op.prefix) ?? []), ...listed]))
      of(ride).sights.push({ op, present: listed.has(ride), users: undefined });
  }
}

function addFinal(state: FinalState, of: (ride: string) => RideHistory): void {
  const riders = Map.groupBy(rowsOf(state, 'riders'), ({ rideId }) => rideId);
  for (const row of rowsOf(state, 'rides')) {
    const ride = rideName({
      source: Number(row['source']),
      destination: Number(row['destination']),
      timestamp: String(row['timestamp']),
      created_by: String(row['created_by']),
    });
    of(ride).final.push((riders.get(row['rideId'] ?? null) ?? []).map(({ username }) => String(username)));
  }
}
