import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLogger } from '@rideshare/common';
import { ProcessRuntime } from '../../../../src/runtime/process/process-runtime.ts';
import type { WorkerProcess } from '../../../../src/runtime/worker-runtime.ts';
import { type RuntimeBench, until } from '../../../contract/worker-runtime.ts';

interface Ready {
  pid: number;
  environment: Record<string, string>;
  helper?: number;
  starts: number;
}

/** A folder of its own for one test, with runtimes and workers in it. */
export class Workbench implements RuntimeBench {
  readonly dir = mkdtempSync(join(tmpdir(), 'process-runtime-'));
  readonly entry = fileURLToPath(new URL('../../../contract/fixture-worker.ts', import.meta.url));
  readonly #runtimes: ProcessRuntime[] = [];

  runtime(env: Record<string, string> = {}): Promise<ProcessRuntime> {
    const { dir, entry } = this;
    const runtime = new ProcessRuntime({ entry, dir, env, logger: createLogger('test', 'silent') });
    this.#runtimes.push(runtime);
    return Promise.resolve(runtime);
  }

  async ready(id: string): Promise<Ready> {
    const { pid } = this.#read<WorkerProcess>(id, 'worker.json');
    await until(() => this.#isThere(id) && this.#read<Ready>(id, 'data/ready.json').pid === pid);
    return this.#read<Ready>(id, 'data/ready.json');
  }

  freeze({ pid }: WorkerProcess): Promise<void> {
    process.kill(pid, 'SIGSTOP');
    return Promise.resolve();
  }

  kill({ pid }: WorkerProcess): Promise<void> {
    process.kill(pid, 'SIGKILL');
    return Promise.resolve();
  }

  async close(): Promise<void> {
    const runtime = await this.runtime();
    for (const { id } of await runtime.list()) await runtime.kill(id);
    await Promise.all(this.#runtimes.map((each) => each.close()));
    rmSync(this.dir, { recursive: true });
  }

  #isThere(id: string): boolean {
    return existsSync(join(this.dir, id, 'data', 'ready.json'));
  }

  #read<T>(id: string, file: string): T {
    return JSON.parse(readFileSync(join(this.dir, id, file), 'utf8')) as T;
  }
}
