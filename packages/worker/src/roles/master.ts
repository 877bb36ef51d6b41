import type { Channel, ConsumeMessage } from 'amqplib';
import { type EntryHeader, type RequestKind, unlessClosed, WRITE_QUEUE } from '@rideshare/dbaas/core';
import type { Note } from '../checkpoint/checkpoints.ts';
import { failpoint, failpointBehind } from '../failpoints/failpoint.ts';
import type { LogAppender } from '../log/appender.ts';
import type { Outcome, Position } from '../storage/copy.ts';

export interface MasterOptions {
  id: string;
  channel: Channel;
  appender: LogAppender;
  position: () => Position;
  /** Called once when the log shows that another worker leads. */
  onDeposed: () => void;
}

type RequestEntry = Extract<EntryHeader, { kind: RequestKind }>;

const isRequest = (header: EntryHeader): header is RequestEntry => 'requestId' in header;

/** Writes that are appended and not yet answered, at most. */
const PREFETCH = 512;

/**
 * Leads one term: moves requests from writeQ to the log and answers each after this worker's own copy has
 * committed it, acknowledging it only then.
 *
 * It takes hold of writeQ first, but appends nothing for it before its term's barrier is applied: by then the
 * copy holds every entry of the terms before.
 */
export class Master {
  readonly #options: MasterOptions;
  readonly #term: number;
  readonly #opened = Promise.withResolvers<undefined>();
  readonly #unanswered = new Map<number, ConsumeMessage>();
  #early: ConsumeMessage[] = [];
  #open = false;
  #deposed = false;
  #seq = 0;

  constructor(options: MasterOptions) {
    this.#options = options;
    this.#term = options.position().term + 1;
  }

  /** Resolves with the term once it is open. It stays pending when another worker's barrier came first. */
  async lead(): Promise<number> {
    const { channel, appender, id, position } = this.#options;
    await channel.prefetch(PREFETCH);
    await channel.consume(WRITE_QUEUE, (message) => this.#receive(message));
    failpoint('before-barrier-append');
    appender.append({ kind: 'barrier', term: this.#term, master: id, origin: position().origin });
    await this.#opened.promise;
    return this.#term;
  }

  get leads(): boolean {
    return this.#open && !this.#deposed;
  }

  /** Appends an entry of the master's own. @returns false when this term is not open, or over: nothing is appended. */
  note(note: Note): boolean {
    if (!this.leads) return false;
    this.#options.appender.append({ ...note, term: this.#term, master: this.#options.id });
    return true;
  }

  /** Takes what became of applied entries, in log order. */
  settle(outcomes: Outcome[]): void {
    let answered: ConsumeMessage | undefined;
    for (const outcome of outcomes) {
      const { header, status } = outcome;
      if (!header || this.#deposed) continue;
      if (header.kind === 'barrier') this.#passBarrier();
      else if (isRequest(header) && this.#isOwn(header)) {
        const message = this.#unanswered.get(header.seq);
        if (status === 'ignored') this.#depose();
        else if (message) {
          this.#unanswered.delete(header.seq);
          failpoint('before-reply');
          this.#reply(message, outcome);
          if (failpointBehind('after-reply', this.#sent)) return;
          answered = message;
        }
      }
    }
    if (answered) this.#acknowledge(answered);
  }

  #receive(message: ConsumeMessage | null): void {
    if (!message) return;
    if (this.#open) this.#append(message);
    else this.#early.push(message);
  }

  #append(message: ConsumeMessage): void {
    const { messageId, type } = message.properties as { messageId: string; type: RequestKind };
    const seq = ++this.#seq;
    this.#unanswered.set(seq, message);
    failpoint('before-append');
    const { appender, id } = this.#options;
    appender.append({ kind: type, term: this.#term, master: id, seq, requestId: messageId }, message.content);
  }

  #reply(message: ConsumeMessage, { code, body, offset }: Outcome): void {
    const { replyTo, correlationId } = message.properties as { replyTo: string; correlationId: string };
    const properties = { correlationId, type: code, headers: { offset } };
    unlessClosed(() => this.#options.channel.sendToQueue(replyTo, Buffer.from(body), properties));
  }

  #acknowledge(last: ConsumeMessage): void {
    if (failpointBehind('before-acknowledge', this.#sent)) return;
    unlessClosed(() => this.#options.channel.ack(last, true));
    failpointBehind('after-acknowledge', this.#sent);
  }

  /** Resolves when the broker has got all that was sent on the channel. */
  readonly #sent = (): Promise<unknown> => this.#options.channel.checkQueue(WRITE_QUEUE);

  #isOwn({ master, term }: RequestEntry): boolean {
    return master === this.#options.id && term === this.#term;
  }

  #passBarrier(): void {
    const { term, master } = this.#options.position();
    if (term < this.#term) return;
    if (term > this.#term || master !== this.#options.id) {
      this.#depose();
      return;
    }
    if (this.#open) return;
    failpoint('before-barrier-pass');
    this.#open = true;
    for (const message of this.#early) this.#append(message);
    this.#early = [];
    failpoint('after-barrier-pass');
    this.#opened.resolve(undefined);
  }

  #depose(): void {
    if (this.#deposed) return;
    this.#deposed = true;
    this.#options.onDeposed();
  }
}
