import { mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ProcessIdentity } from './proc.ts';
import { checkWorkerId, isWorkerId } from '../worker-id.ts';
import type { WorkerProcess } from '../worker-runtime.ts';

/** What `worker.json` holds: the worker's latest process. */
export type WorkerRecord = WorkerProcess & ProcessIdentity;

/** One folder for each worker: `worker.json`, `worker.log`, and `data/` with its copy of the database. */
export class WorkerFolders {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = resolve(dir);
    mkdirSync(dir, { recursive: true });
  }

  data(id: string): string {
    return join(this.#folder(id), 'data');
  }

  log(id: string): string {
    return join(this.#folder(id), 'worker.log');
  }

  make(id: string): void {
    mkdirSync(this.data(id), { recursive: true });
  }

  async remove(id: string): Promise<void> {
    await rm(this.#folder(id), { recursive: true, force: true });
  }

  ids(): string[] {
    return readdirSync(this.#dir).filter(isWorkerId);
  }

  /** Sorted by the last change of their data; those without any are last. */
  newestFirst(ids: readonly string[]): string[] {
    const changed = new Map(ids.map((id) => [id, this.#changedAt(id)]));
    return ids.toSorted((a, b) => (changed.get(b) ?? 0) - (changed.get(a) ?? 0));
  }

  /** The worker's latest process, running or not; undefined when none was ever recorded. */
  read(id: string): WorkerRecord | undefined {
    try {
      return JSON.parse(readFileSync(this.#record(id), 'utf8')) as WorkerRecord;
    } catch {
      return undefined;
    }
  }

  /** Writes the record as a whole or not at all. */
  write(record: WorkerRecord): void {
    const unfinished = `${this.#record(record.id)}.new`;
    writeFileSync(unfinished, JSON.stringify(record));
    renameSync(unfinished, this.#record(record.id));
  }

  #folder(id: string): string {
    checkWorkerId(id);
    return join(this.#dir, id);
  }

  #record(id: string): string {
    return join(this.#folder(id), 'worker.json');
  }

  #changedAt(id: string): number {
    try {
      const files = readdirSync(this.data(id)).map((file) => join(this.data(id), file));
      return Math.max(0, ...files.map((file) => statSync(file).mtimeMs));
    } catch {
      return 0;
    }
  }
}
