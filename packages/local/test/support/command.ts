import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';

export interface Outcome {
  code: number | null;
  output: string;
}

const commands = join(import.meta.dirname, '..', '..', 'dist', 'cli');

/** Starts a command on the system in `dir`. */
export function startCommand(
  dir: string,
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): [ChildProcess, Promise<Outcome>] {
  const child = spawn(process.execPath, [join(commands, `${command}.js`), ...args], {
    env: { ...process.env, RIDESHARE_DIR: dir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  const outcome = once(child, 'close').then(([code]) => ({ code: code as number | null, output }));
  return [child, outcome];
}
