import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { text } from 'node:stream/consumers';
import { CommandError, type Ended } from './ended.ts';

/** Runs a program of this machine to its end. @throws Error when there is no such program */
export async function attempt(command: string, ...args: string[]): Promise<Ended> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const [[code, signal], output, complaint] = await Promise.all([
    closed,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), output, complaint };
}

/** @returns what it printed on its standard output @throws {@link CommandError} when it does not end with 0 */
export async function run(command: string, ...args: string[]): Promise<string> {
  const ended = await attempt(command, ...args);
  if (ended.code !== 0) throw new CommandError([command, ...args], 'this machine', ended);
  return ended.output;
}
