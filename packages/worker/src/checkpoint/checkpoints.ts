import type { Logger } from '@rideshare/common';
import type { Outcome, Position } from '../storage/copy.ts';
import { Comparison, type Verdict } from './comparison.ts';
import { isCheckpointDue, type CheckpointLimits, type Milestone } from './due.ts';
import type { Handover } from './handover.ts';
import type { CheckpointCommand, CheckpointHashed } from './protocol.ts';

/** What a master notes in the log of its own accord. */
export type Note = { kind: 'checkpoint' } | { kind: 'checksum'; at: number; hash: string };

export interface CheckpointsOptions {
  id: string;
  position: () => Position;
  /** Appends to the log when this worker leads it; false when it does not. */
  note: (note: Note) => boolean;
  leads: () => boolean;
  handover: Pick<Handover, 'ask' | 'busy'>;
  /** Tells the thread of snapshots. */
  tell: (command: CheckpointCommand) => void;
  /** The newest published snapshot. */
  newest: () => Milestone | undefined;
  limits: CheckpointLimits;
  /** The time in ms since 1970. */
  now: () => number;
  onDiverged: (verdict: Verdict) => void;
  logger: Logger;
}

/** How long commits wait for the thread of snapshots to have begun; it takes about a millisecond. */
const HANDOVER_MS = 1_000;

/**
 * A copy's part in checkpoints: hands the copy over to be hashed at each one, and compares the hash with the one
 * that the master put in the log. On the master it also decides when one is due.
 */
export class Checkpoints {
  readonly #options: CheckpointsOptions;
  readonly #comparison = new Comparison();
  readonly #beginning: Milestone;
  #lastRequest: number;
  #attempt: Milestone | undefined;
  /** Whether checkpoints count: those that a copy passes while it catches up are over. */
  active = false;
  /** Whether this worker writes the snapshot. It does until it is told otherwise: rather two than none. */
  writes = true;

  constructor(options: CheckpointsOptions) {
    this.#options = options;
    this.#beginning = { offset: -1, bytes: 0, at: options.now() };
    this.#lastRequest = options.position().offset;
  }

  /** Takes what became of the entries of one commit, right after it. */
  applied(outcomes: Outcome[]): void {
    for (const { offset, header, status } of outcomes) {
      if (!header || status === 'ignored') continue;
      if (header.kind === 'checkpoint') this.#handOver(offset);
      else if (header.kind === 'checksum') {
        this.#judge(this.#comparison.told(header.at, { logged: header.hash, master: header.master }));
      } else if ('requestId' in header) this.#lastRequest = offset;
    }
  }

  /** Takes this copy's hash at a checkpoint. */
  hashed({ offset, hash }: CheckpointHashed): void {
    this.#options.note({ kind: 'checksum', at: offset, hash });
    this.#judge(this.#comparison.hashed(offset, hash));
  }

  /** Appends a checkpoint when this worker leads and one is due. To be called every now and then. */
  tick(): void {
    const { leads, handover, note, newest, limits, position } = this.#options;
    if (!leads() || handover.busy) return;
    const now = this.#milestone();
    const published = newest();
    const isOfThisLog = published !== undefined && published.offset <= position().offset;
    const state = {
      now,
      newest: isOfThisLog ? published : this.#beginning,
      lastRequest: this.#lastRequest,
      attempt: this.#attempt,
      alone: this.writes,
    };
    if (isCheckpointDue(state, limits) && note({ kind: 'checkpoint' })) this.#attempt = now;
  }

  #handOver(offset: number): void {
    const { handover, tell, logger } = this.#options;
    this.#attempt = this.#milestone();
    if (!this.active) return;
    const snapshot = this.writes;
    if (!handover.ask(() => tell({ type: 'checkpoint', offset, snapshot }), HANDOVER_MS)) {
      logger.info({ offset }, 'the copy is not hashed at this checkpoint: the last one is not done with');
    }
  }

  #judge(verdict: Verdict | undefined): void {
    if (!verdict) return;
    const { id, tell, onDiverged } = this.#options;
    const { offset, own, logged, master } = verdict;
    const verified = own === logged && (master !== id || this.writes);
    tell({ type: verified ? 'publish' : 'discard', offset });
    if (own !== logged) onDiverged(verdict);
  }

  #milestone(): Milestone {
    const { position, now } = this.#options;
    const { offset, bytes } = position();
    return { offset, bytes, at: now() };
  }
}
