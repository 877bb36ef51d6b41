import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

export interface DetachedOptions {
  /** The module to run. */
  entry: string;
  /** Its whole environment: nothing is inherited. */
  env: Record<string, string>;
  /** The file that its output is added to. */
  log: string;
}

/** Runs a module in a process group of its own, which neither keeps us alive nor ends with us. */
export function spawnDetached({ entry, env, log }: DetachedOptions): ChildProcess {
  const output = openSync(log, 'a');
  try {
    const child = spawn(process.execPath, [entry], {
      detached: true,
      stdio: ['ignore', output, output],
      env,
    });
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}
