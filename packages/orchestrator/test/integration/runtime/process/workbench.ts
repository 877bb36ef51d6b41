import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLogger } from '@rideshare/common';
import { ProcessRuntime } from '../../../../src/runtime/process/process-runtime.ts';

interface Ready {
  environment: Record<string, string>;
  helper?: number;
}

/** A folder of its own for one test, with runtimes and workers in it. */
export class Workbench {
  readonly dir = mkdtempSync(join(tmpdir(), 'process-runtime-'));
  readonly entry = fileURLToPath(new URL('fixtures/worker.ts', import.meta.url));
  readonly #runtimes: ProcessRuntime[] = [];

  /** Each one is another orchestrator on the same folder. */
  runtime(env: Record<string, string> = {}): ProcessRuntime {
    const { dir, entry } = this;
    const runtime = new ProcessRuntime({ entry, dir, env, logger: createLogger('test', 'silent') });
    this.#runtimes.push(runtime);
    return runtime;
  }

  /** Waits until the worker has set up what it does on a signal. */
  async ready(id: string): Promise<Ready> {
    const file = join(this.dir, id, 'data', 'ready.json');
    await until(() => existsSync(file));
    return JSON.parse(readFileSync(file, 'utf8')) as Ready;
  }

  async close(): Promise<void> {
    const runtime = this.runtime();
    for (const { id } of await runtime.list()) await runtime.kill(id);
    await Promise.all(this.#runtimes.map((each) => each.close()));
    rmSync(this.dir, { recursive: true });
  }
}

/** The ids of the workers that this runtime has seen end. */
export function exitsOf(runtime: ProcessRuntime): string[] {
  const exits: string[] = [];
  runtime.onExit((id) => exits.push(id));
  return exits;
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}
