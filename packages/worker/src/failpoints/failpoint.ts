import { writeSync } from 'node:fs';
import { killProcess } from './kill-process.ts';

/** Places where a crash could do harm if the code around them were wrong, in the order of a write's way. */
export const FAILPOINTS = [
  'before-barrier-append',
  'after-barrier-append',
  'before-barrier-pass',
  'after-barrier-pass',
  'before-append',
  'after-append',
  'before-apply',
  'after-apply',
  'before-commit',
  'after-commit',
  'before-reply',
  'after-reply',
  'before-acknowledge',
  'after-acknowledge',
  'before-snapshot-rename',
  'between-snapshot-renames',
  'after-snapshot-rename',
] as const;

export type Failpoint = (typeof FAILPOINTS)[number];

export interface ArmedFailpoint {
  point: Failpoint;
  /** Which time it is passed, 1 for the first, the process dies. */
  pass: number;
}

/** A thread's process.stderr has no descriptor, and needs the main thread. */
const STDERR = 2;

/** The passes left of each armed point; undefined, and so without cost, where none is. */
let left: Map<Failpoint, number> | undefined;

/** Arms points for the calling thread. The first call with any decides. */
export function armFailpoints(points: readonly ArmedFailpoint[] = []): void {
  if (points.length > 0) left ??= new Map(points.map(({ point, pass }) => [point, pass]));
}

/** Kills the process right here, as kill -9 would, when the point is armed and this is the time. */
export function failpoint(point: Failpoint): void {
  if (left && isDue(left, point)) die(point);
}

/**
 * A point after something was sent, which is no such point until it has arrived.
 * @param arrived resolves when the receiver has got all that was sent
 * @returns whether the process is about to die: from here on it must send nothing more
 */
export function failpointBehind(point: Failpoint, arrived: () => Promise<unknown>): boolean {
  if (!left || !isDue(left, point)) return false;
  arrived().then(
    () => die(point),
    () => die(point),
  );
  return true;
}

function isDue(passes: Map<Failpoint, number>, point: Failpoint): boolean {
  const remaining = passes.get(point);
  if (remaining === undefined) return false;
  passes.set(point, remaining - 1);
  return remaining <= 1;
}

function die(point: Failpoint): never {
  writeSync(STDERR, `failpoint ${point}: killing the process\n`);
  killProcess();
}
