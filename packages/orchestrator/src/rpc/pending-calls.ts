import type { ReplyCode } from '@rideshare/dbaas';
import { DeadlineError, UnavailableError } from './errors.ts';

export interface Reply {
  code: ReplyCode;
  /** JSON, as the worker wrote it. */
  body: Buffer;
  /** Of a write: the log offset at which its outcome can be seen. */
  offset: number | undefined;
}

interface Call {
  bytes: number;
  resolve: (reply: Reply) => void;
  reject: (error: Error) => void;
  deadline: NodeJS.Timeout;
}

export interface PendingCallsOptions {
  /** Calls that wait at most; one more is refused. */
  limit: number;
  /** Their requests' bytes at most: beyond, no further call is taken. */
  limitBytes: number;
  /** How long a call waits that does not say otherwise. */
  timeoutMs: number;
}

export interface CallOptions {
  timeoutMs?: number;
  /** Size of the request. */
  bytes?: number;
}

/** The calls that wait for their reply, by correlation id, each with a deadline. */
export class PendingCalls {
  readonly #options: PendingCallsOptions;
  readonly #calls = new Map<string, Call>();
  /** Sets this process's correlation ids apart from those of an earlier one, whose replies may still come. */
  readonly #prefix = crypto.randomUUID().slice(0, 8);
  #count = 0;
  #bytes = 0;

  constructor(options: PendingCallsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#calls.size;
  }

  /**
   * Sends a request under a fresh correlation id and waits for the reply.
   *
   * @throws UnavailableError when too many calls wait already, and what `send` throws
   * @throws DeadlineError when no reply comes in time
   */
  call(
    send: (correlationId: string) => void,
    { timeoutMs = this.#options.timeoutMs, bytes = 0 }: CallOptions = {},
  ): Promise<Reply> {
    if (this.#calls.size >= this.#options.limit || this.#bytes >= this.#options.limitBytes)
      throw new UnavailableError('The database is overloaded; try again shortly.');
    const id = `${this.#prefix}.${++this.#count}`;
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => {
        this.fail(id, new DeadlineError('The database did not answer in time.'));
      }, timeoutMs);
      this.#calls.set(id, { resolve, reject, deadline, bytes });
      this.#bytes += bytes;
      try {
        send(id);
      } catch (cause) {
        this.fail(id, new UnavailableError('The database is out of reach.', { cause }));
      }
    });
  }

  settle(id: string, reply: Reply): void {
    this.#take(id)?.resolve(reply);
  }

  fail(id: string, error: Error): void {
    this.#take(id)?.reject(error);
  }

  failAll(error: Error): void {
    for (const id of this.#calls.keys()) this.fail(id, error);
  }

  #take(id: string): Call | undefined {
    const call = this.#calls.get(id);
    if (!call) return undefined;
    clearTimeout(call.deadline);
    this.#calls.delete(id);
    this.#bytes -= call.bytes;
    return call;
  }
}
