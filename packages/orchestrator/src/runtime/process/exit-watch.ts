import { isAlive } from './proc.ts';
import type { WorkerRecord } from './worker-folders.ts';

/** A look at one process takes 10 µs. */
const CHECK_INTERVAL_MS = 25;

/**
 * Notices the end of processes that are not our children. Node offers no pidfd, and only a parent is
 * told of an exit, so `/proc` is looked at 40 times a second.
 */
export class ExitWatch {
  readonly #onExit: (id: string) => void;
  readonly #watched = new Map<string, WorkerRecord>();
  #timer: NodeJS.Timeout | undefined;

  constructor(onExit: (id: string) => void) {
    this.#onExit = onExit;
  }

  watch(record: WorkerRecord): void {
    this.#watched.set(record.id, record);
    this.#timer ??= setInterval(() => this.#check(), CHECK_INTERVAL_MS).unref();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#watched.clear();
  }

  #check(): void {
    for (const [id, record] of this.#watched) {
      if (isAlive(record)) continue;
      this.#watched.delete(id);
      this.#onExit(id);
    }
    if (this.#watched.size === 0) this.close();
  }
}
