import type { Instant, Violation } from '../contract.ts';
import type { LoadRead, LoadWrite } from '../history/operation.ts';
import { acknowledged, earliestEnd, latestStart, possible, precedes } from './facts.ts';
import { violation } from './violation.ts';

/** Everything about something that is set blindly, to a value that no other request sets it to. */
export interface ValueHistory {
  /** What it is, for messages. */
  subject: string;
  writes: readonly { op: LoadWrite; value: number }[];
  /** Session reads. */
  reads: readonly { op: LoadRead; value: number }[];
  /** What it holds before any write. */
  initial: number;
  /** What it holds in the end. */
  final: number;
}

type Op = LoadWrite | LoadRead;

/** A value with the stretch of time that it takes up, whatever the order of the requests. */
interface Zone {
  value: number;
  /** When the first of its requests had ended. */
  from: Instant;
  /** When the last of its requests began. When that is later than `from`, the value was there all the time between. */
  to: Instant;
  ops: readonly Op[];
}

/**
 * The first contradiction in the history of a register whose values are all different.
 *
 * Requests of one value form a cluster. There is an order of all requests in which every read is right exactly when
 * no read ends before its write begins, no two values must have been there at one time, and no value had to come and
 * go while another one was there all the time (Gibbons and Korach, Testing Shared Memories, 1997). A write of unknown
 * outcome takes part when its value was seen, and has no end.
 */
export function checkValues(history: ValueHistory): Violation | undefined {
  const zones = zonesOf(history);
  return 'kind' in zones ? zones : overlapOf(history, zones);
}

function zonesOf({ subject, writes, reads, initial, final }: ValueHistory): Zone[] | Violation {
  const readsOf = Map.groupBy(reads, ({ value }) => value);
  const writeOf = new Map(writes.map(({ op, value }) => [value, op]));
  const values = new Set([initial, final, ...readsOf.keys()]);
  for (const { op, value } of writes) if (acknowledged(op)) values.add(value);
  const zones: Zone[] = [];
  for (const value of values) {
    const write = writeOf.get(value);
    const seenBy = (readsOf.get(value) ?? []).map(({ op }) => op);
    const groundless = value === initial ? undefined : unfounded(`${subject} held ${value}`, write, seenBy);
    if (groundless) return groundless;
    zones.push(zoneOf(value, write, seenBy, { initial: value === initial, final: value === final }));
  }
  return zones;
}

function unfounded(what: string, write: LoadWrite | undefined, seenBy: LoadRead[]): Violation | undefined {
  const first = earliestEnd(seenBy);
  if (!write) return violation('unexpected', `${what}, which nobody wrote`, [first]);
  if (!possible(write)) return violation('unexpected', `${what}, which was refused`, [write, first]);
  if (first && precedes(first, write))
    return violation('unexpected', `${what} before that was written`, [write, first]);
  return undefined;
}

function zoneOf(
  value: number,
  write: LoadWrite | undefined,
  reads: LoadRead[],
  at: { initial: boolean; final: boolean },
): Zone {
  const firstEnd = earliestEnd(write && acknowledged(write) ? [write, ...reads] : reads);
  const lastStart = latestStart(write ? [write, ...reads] : reads);
  return {
    value,
    from: at.initial ? -Infinity : (firstEnd?.endedAt ?? Infinity),
    to: at.final ? Infinity : (lastStart?.startedAt ?? -Infinity),
    ops: [write, firstEnd, lastStart].filter((op) => op !== undefined),
  };
}

function overlapOf({ subject, final }: ValueHistory, zones: Zone[]): Violation | undefined {
  const lasting = zones.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const passing = zones.filter(({ from, to }) => from >= to).sort((a, b) => a.to - b.to);
  for (const [index, zone] of lasting.entries()) {
    const next = lasting[index + 1];
    if (next && next.from < zone.to) return conflict(subject, zone, next, final);
  }
  let index = 0;
  for (const around of lasting) {
    for (let within = passing[index]; within && within.to < around.to; within = passing[++index])
      if (within.to > around.from && within.from < around.to) return conflict(subject, around, within, final);
  }
  return undefined;
}

/** The second value must have been there while the first one was. */
function conflict(subject: string, around: Zone, within: Zone, final: number): Violation {
  const kind = around.value === final && around.to === Infinity ? 'lost' : 'staleRead';
  const message = `${subject} held ${around.value} before and after it held ${within.value}`;
  return violation(kind, message, [...around.ops, ...within.ops]);
}
