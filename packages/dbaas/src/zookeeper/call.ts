import type { Exception } from 'node-zookeeper-client';
import { classify, ZooKeeperUnavailableError } from './errors.ts';

export type Callback<T> = (error: Error | Exception | null | undefined, value: T) => void;

export interface CallOptions<T> {
  /** For the messages of errors. */
  path: string;
  timeoutMs: number;
  send: (done: Callback<T>) => void;
  /** Called after the call has failed for want of an answer; `sent` unless it still waited for the connection. */
  onTimeout: (sent: boolean) => void;
}

/** One call to ZooKeeper that settles whatever the client library does: answered, failed or timed out. */
export class Call<T> {
  readonly result: Promise<T>;
  private readonly resolve: (value: T) => void;
  private readonly reject: (error: Error) => void;
  private readonly options: CallOptions<T>;
  private readonly deadline: NodeJS.Timeout;
  private sent = false;
  private settled = false;

  constructor(options: CallOptions<T>) {
    this.options = options;
    const { promise, resolve, reject }: PromiseWithResolvers<T> = Promise.withResolvers();
    this.result = promise;
    this.resolve = resolve;
    this.reject = reject;
    // An answer that has arrived while the process was busy or frozen is read before the immediate runs.
    this.deadline = setTimeout(() => setImmediate(() => this.timeOut()), options.timeoutMs);
  }

  /** Sends the call if it has not been sent. */
  send(): void {
    if (this.sent) return;
    this.sent = true;
    try {
      this.options.send((error, value) => this.answer(error, value));
    } catch (error) {
      this.fail(classify(error, this.options.path));
    }
  }

  /** Fails the call if it has been sent: its answer can no longer come. */
  interrupt(reason: string): void {
    if (this.sent) this.abandon(reason);
  }

  abandon(reason: string): void {
    this.fail(new ZooKeeperUnavailableError(`${this.options.path}: ${reason}`));
  }

  private answer(error: Error | Exception | null | undefined, value: T): void {
    if (error) {
      this.fail(classify(error, this.options.path));
    } else {
      clearTimeout(this.deadline);
      this.settled = true;
      this.resolve(value);
    }
  }

  private fail(error: Error): void {
    clearTimeout(this.deadline);
    this.settled = true;
    this.reject(error);
  }

  private timeOut(): void {
    if (this.settled) return;
    this.abandon(`no answer in ${this.options.timeoutMs} ms`);
    this.options.onTimeout(this.sent);
  }
}
