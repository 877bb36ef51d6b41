import type { History, Instant, Operation, Stats } from '../contract.ts';
import type { LoadOperation, LoadWrite } from './operation.ts';

/** A request whose repetition under the same `Idempotency-Key` was answered otherwise. */
export interface Contradiction {
  op: LoadWrite;
  first: string;
  again: string;
}

/** The history of a load, in the order in which the requests ended. */
export interface LoadHistory extends History {
  readonly operations: readonly LoadOperation[];
  readonly contradictions: readonly Contradiction[];
}

/** Keeps what the clients saw, in memory: some 200 bytes a request. */
export class Recorder implements LoadHistory {
  readonly operations: LoadOperation[] = [];
  readonly contradictions: Contradiction[] = [];
  readonly answered: Record<Operation['kind'], Instant[]> = { read: [], write: [] };
  readonly stats: Stats = { ops: 0, acked: 0, unknown: 0, failed: 0 };

  add(op: LoadOperation): void {
    this.operations.push(op);
    this.stats.ops++;
    if (op.outcome === 'failed') this.stats.failed++;
    else if (op.outcome === 'unknown') this.stats.unknown++;
    else {
      if (op.kind === 'write') this.stats.acked++;
      this.answered[op.kind].push(op.endedAt);
    }
  }

  contradict(contradiction: Contradiction): void {
    this.contradictions.push(contradiction);
  }
}
