import type { LoadOperation } from '../history/operation.ts';

type Timed = Pick<LoadOperation, 'startedAt' | 'endedAt'>;

/** Whether the first was over before the second began, so that whoever asked second knows of the first. */
export function precedes(first: Timed, second: Timed): boolean {
  return first.endedAt < second.startedAt;
}

export function acknowledged({ outcome }: LoadOperation): boolean {
  return outcome === 'ok';
}

/** Whether the request may have had an effect, or may yet have one. */
export function possible({ outcome }: LoadOperation): boolean {
  return outcome !== 'failed';
}

/** Whether the database looked at the request and said no, as opposed to not having got it. */
export function refused({ outcome, status }: LoadOperation): boolean {
  return outcome === 'failed' && status >= 400 && status < 500;
}

/** The one that ended first. */
export function earliestEnd<T extends Timed>(ops: readonly T[]): T | undefined {
  return leastBy(ops, ({ endedAt }) => endedAt);
}

/** The one that began first. */
export function earliestStart<T extends Timed>(ops: readonly T[]): T | undefined {
  return leastBy(ops, ({ startedAt }) => startedAt);
}

/** The one that began last. */
export function latestStart<T extends Timed>(ops: readonly T[]): T | undefined {
  return leastBy(ops, ({ startedAt }) => -startedAt);
}

function leastBy<T>(items: readonly T[], measure: (item: T) => number): T | undefined {
  let least: T | undefined;
  for (const item of items) if (least === undefined || measure(item) < measure(least)) least = item;
  return least;
}
