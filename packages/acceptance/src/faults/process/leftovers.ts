import { awaitNoProcessOf, commandLine } from '@rideshare/fault-injection';
import type { Violation } from '../contract.ts';

/** RabbitMQ's own helpers notice the end of their parent, and so end, a moment after it. */
const LAST_MOMENT_MS = 10_000;

/** Processes of a system that was stopped. */
export async function leftProcesses(dir: string): Promise<Violation[]> {
  const left = await awaitNoProcessOf(dir, LAST_MOMENT_MS);
  return left.map((pid) => ({
    kind: 'leftover',
    message: `Process ${pid} is left behind: ${commandLine(pid)}`,
    ops: [],
  }));
}
