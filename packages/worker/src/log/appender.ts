import type { ConfirmChannel } from 'amqplib';
import { encodeEntry, type EntryHeader, LOG_STREAM, unlessClosed } from '@rideshare/dbaas/core';
import { failpoint } from '../failpoints/failpoint.ts';

/** Appends to the log without waiting: that an entry is there is known by reading it back. */
export class LogAppender {
  readonly #channel: ConfirmChannel;
  readonly #onRefused: (error: unknown) => void;

  /** @param onRefused called when the broker refuses an entry or goes away before confirming it. */
  constructor(channel: ConfirmChannel, onRefused: (error: unknown) => void) {
    this.#channel = channel;
    this.#onRefused = onRefused;
  }

  append(header: EntryHeader, body?: Buffer): void {
    const content = encodeEntry(header, body);
    unlessClosed(() =>
      this.#channel.sendToQueue(
        LOG_STREAM,
        content,
        { persistent: true, mandatory: true },
        (error: unknown) => {
          if (error) this.#onRefused(error);
          else passFailpoint(header);
        },
      ),
    );
  }
}

function passFailpoint(appended: EntryHeader): void {
  if (appended.kind === 'barrier') failpoint('after-barrier-append');
  else if ('requestId' in appended) failpoint('after-append');
}
