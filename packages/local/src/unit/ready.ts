import { readFile } from 'node:fs/promises';
import { StartError, reason } from '../process/errors.ts';
import type { Clock } from '../clock/clock.ts';
import type { Launched } from '../process/launch.ts';
import type { Unit } from './unit.ts';

const pollMs = 50;
const tailLines = 15;

async function logTail(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-tailLines).join('\n');
}

/**
 * Waits until the unit serves.
 * @throws {@link StartError} when it ends before, or takes longer than its `startTimeoutMs`.
 */
export async function awaitReady(unit: Unit, launched: Launched, clock: Clock): Promise<void> {
  let ended: string | undefined;
  void launched.exited.then((how) => (ended = how));
  const deadline = clock.now() + unit.startTimeoutMs;
  for (;;) {
    const missing = await unit.ready().then(
      () => undefined,
      (error: unknown) => reason(error),
    );
    if (ended !== undefined) {
      throw new StartError(
        `${unit.name} ended while starting (${ended}); the end of ${unit.logFile}:\n${await logTail(unit.logFile)}`,
      );
    }
    if (missing === undefined) return;
    if (clock.now() >= deadline) {
      throw new StartError(
        `${unit.name} was not ready after ${unit.startTimeoutMs / 1000} s: ${missing}; see ${unit.logFile}`,
      );
    }
    await clock.sleep(pollMs);
  }
}
