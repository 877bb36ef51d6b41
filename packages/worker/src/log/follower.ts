import type { Channel, ConsumeMessage } from 'amqplib';
import { LOG_STREAM, unlessClosed } from '@rideshare/dbaas/core';
import type { LogEntry, Outcome, Position } from '../storage/copy.ts';
import { ForeignCopyError, UnusableCopyError } from '../storage/unusable-copy.ts';
import { digestOf } from '../storage/position.ts';
import { commitGroups } from './commit-groups.ts';

/** The part of a copy that follows the log. */
export interface Applier {
  position(): Position;
  apply(entries: LogEntry[]): Outcome[];
}

export interface FollowerOptions {
  channel: Channel;
  copy: Applier;
  /** Called after each commit with what became of the entries, in log order. */
  onApplied: (outcomes: Outcome[]) => void;
  /** Called once when following cannot go on: an UnusableCopyError, or what the copy threw. */
  onFailure: (error: unknown) => void;
}

/** Unacknowledged entries that the broker sends ahead, and so the largest group that one commit holds. */
const PREFETCH = 1_000;

/** RabbitMQ takes one offset for itself where a segment of the stream begins. */
const MAX_STEP = 2;

/**
 * Follows the log from where the copy stands and applies all entries at hand in one commit, or in several when a
 * checkpoint is among them.
 *
 * It begins by reading the copy's last entry again: only when that is the same entry is the copy a prefix of
 * this log (the log matching check of Raft, Ongaro and Ousterhout 2014, section 5.3).
 */
export class LogFollower {
  readonly #options: FollowerOptions;
  #matched: Position | undefined;
  #last: number;
  #batch: LogEntry[] = [];
  #latest: ConsumeMessage | undefined;
  #failed = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
    const position = options.copy.position();
    this.#matched = position.offset < 0 ? undefined : position;
    this.#last = position.offset;
  }

  async start(): Promise<void> {
    const { channel } = this.#options;
    await channel.prefetch(PREFETCH);
    await channel.consume(LOG_STREAM, (message) => this.#receive(message), {
      arguments: { 'x-stream-offset': this.#last < 0 ? 'first' : this.#last },
    });
  }

  #receive(message: ConsumeMessage | null): void {
    if (this.#failed || !message) return;
    const offset = Number(message.properties.headers?.['x-stream-offset']);
    this.#latest = message;
    if (this.#batch.length === 0) setImmediate(() => this.#guard(() => this.#flush()));
    this.#batch.push({ offset, content: message.content });
  }

  #flush(): void {
    const { channel, copy, onApplied } = this.#options;
    const entries = this.#contiguous(this.#batch);
    this.#batch = [];
    for (const group of commitGroups(entries)) onApplied(copy.apply(group));
    const latest = this.#latest;
    if (latest) unlessClosed(() => channel.ack(latest, true));
  }

  #contiguous(entries: LogEntry[]): LogEntry[] {
    const [first, ...rest] = entries;
    if (!first) return entries;
    if (this.#matched) {
      requireSameEntry(this.#matched, first);
      this.#matched = undefined;
      return this.#contiguous(rest);
    }
    for (const { offset } of entries) {
      if (offset <= this.#last || offset > this.#last + MAX_STEP) {
        throw new UnusableCopyError(`the copy stands at offset ${this.#last}, the log goes on at ${offset}`);
      }
      this.#last = offset;
    }
    return entries;
  }

  #guard(step: () => void): void {
    if (this.#failed) return;
    try {
      step();
    } catch (error) {
      this.#failed = true;
      this.#options.onFailure(error);
    }
  }
}

function requireSameEntry({ offset, digest }: Position, entry: LogEntry): void {
  if (entry.offset > offset) {
    throw new UnusableCopyError(`the copy stands at offset ${offset}, the log begins at ${entry.offset}`);
  }
  if (entry.offset === offset && digest === digestOf(entry.content)) return;
  throw new ForeignCopyError(`the log does not hold the copy's last entry, of offset ${offset}`);
}
