import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 20;

/** RabbitMQ's own helper notices the end of its parent, and so ends, a moment after it. */
const LAST_MOMENT_MS = 5_000;

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Command lines of the running processes with `text` among their arguments or in their environment. */
export function processesMentioning(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => ({ command: read(`/proc/${pid}/cmdline`), environment: read(`/proc/${pid}/environ`) }))
    .filter(({ command, environment }) => command.includes(text) || environment.includes(text))
    .map(({ command }) => command.replaceAll('\0', ' '));
}

/** Those that do not end by themselves within a moment. */
export async function lastingProcesses(text: string): Promise<string[]> {
  const deadline = performance.now() + LAST_MOMENT_MS;
  let left = processesMentioning(text);
  while (left.length > 0 && performance.now() < deadline) {
    await pause(POLL_MS);
    left = processesMentioning(text);
  }
  return left;
}
