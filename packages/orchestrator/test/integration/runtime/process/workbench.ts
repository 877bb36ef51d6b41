import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLogger } from '@rideshare/common';
import { ProcessRuntime } from '../../../../src/runtime/process/process-runtime.ts';
import type { WorkerProcess } from '../../../../src/runtime/worker-runtime.ts';
import type { RuntimeBench } from '../../../contract/worker-runtime.ts';

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
    const { pid } = this.#read(id, 'worker.json') as WorkerProcess;
    for (;;) {
      const ready = this.#ready(id);
      if (ready?.pid === pid) return ready;
      await sleep(5);
    }
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

  #ready(id: string): Ready | undefined {
    const file = join('data', 'ready.json');
    return existsSync(join(this.dir, id, file)) ? (this.#read(id, file) as Ready) : undefined;
  }

  #read(id: string, file: string): unknown {
    return JSON.parse(readFileSync(join(this.dir, id, file), 'utf8'));
  }
}
