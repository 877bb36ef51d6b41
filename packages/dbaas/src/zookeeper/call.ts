import type { Exception } from 'node-zookeeper-client';
import { classify, ZooKeeperUnavailableError } from './errors.ts';

export type Callback<T> = (error: Error | Exception | null | undefined, value: T) => void;

export interface CallOptions<T> {
  path: string;
  timeoutMs: number;
  send: (done: Callback<T>) => void;
  /** Told whether the call had been sent; the call has failed by then. */
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

  constructor(options: CallOptions<T>) {
    this.options = options;
    const { promise, resolve, reject } = Promise.withResolvers<T>();
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
    this.options.send((error, value) => {
      clearTimeout(this.deadline);
      if (error) this.reject(classify(error, this.options.path));
      else this.resolve(value);
    });
  }

  fail(reason: string): void {
    clearTimeout(this.deadline);
    this.reject(new ZooKeeperUnavailableError(`${this.options.path}: ${reason}`));
  }

  /** Fails the call if it has been sent: its answer can no longer come. */
  failSent(reason: string): void {
    if (this.sent) this.fail(reason);
  }

  private timeOut(): void {
    this.fail(`no answer in ${this.options.timeoutMs} ms`);
    this.options.onTimeout(this.sent);
  }
}
