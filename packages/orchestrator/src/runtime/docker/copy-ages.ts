import type { VolumeRecord } from './engine.ts';

/**
 * Tells which copies of the data are the newest: a copy is as old as the end of the worker that was on it. What this
 * orchestrator has not seen to end counts as old as its volume.
 */
export class CopyAges {
  readonly #endedAt = new Map<string, number>();

  /** A worker has ended (ms since the epoch). */
  note(worker: string, endedAt: number): void {
    this.#endedAt.set(worker, Math.max(endedAt, this.#endedAt.get(worker) ?? 0));
  }

  forget(worker: string): void {
    this.#endedAt.delete(worker);
  }

  /** The workers of these volumes. */
  newestFirst(volumes: readonly VolumeRecord[]): string[] {
    const age = ({ worker, createdAt }: VolumeRecord): number => this.#endedAt.get(worker) ?? createdAt;
    return volumes.toSorted((a, b) => age(b) - age(a)).map(({ worker }) => worker);
  }
}
