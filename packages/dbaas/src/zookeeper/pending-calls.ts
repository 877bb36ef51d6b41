import { Call, type CallOptions } from './call.ts';

/** The calls without an answer yet: held back while there is no connection, sent as soon as there is one. */
export class PendingCalls {
  private readonly calls = new Set<Pick<Call<unknown>, 'send' | 'interrupt' | 'abandon'>>();
  private connected = false;
  private closed: string | undefined;

  /** @throws ZooKeeperUnavailableError without an answer in time, or when the connection goes meanwhile. */
  add<T>(options: CallOptions<T>): Promise<T> {
    const call = new Call(options);
    this.calls.add(call);
    if (this.closed !== undefined) call.abandon(this.closed);
    else if (this.connected) call.send();
    return call.result.finally(() => this.calls.delete(call));
  }

  /** There is a connection. */
  open(): void {
    this.connected = true;
    for (const call of this.calls) call.send();
  }

  /** The connection is gone, and the answers of the calls that were sent with it. */
  interrupt(reason: string): void {
    this.connected = false;
    for (const call of this.calls) call.interrupt(reason);
  }

  /** There will be no connection any more. */
  close(reason: string): void {
    this.closed = reason;
    for (const call of this.calls) call.abandon(reason);
  }
}
