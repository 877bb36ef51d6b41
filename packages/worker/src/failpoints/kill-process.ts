import { BroadcastChannel, isMainThread } from 'node:worker_threads';

const LAST_WILL = 'rideshare.failpoint';

/**
 * Ends the process, of which the calling thread does nothing more, as kill -9 would.
 *
 * The kernel spares the first process of a container a signal that it sends to itself. That one aborts, which only
 * its main thread can do: see {@link executeLastWills}.
 */
export function killProcess(): never {
  process.kill(process.pid, 'SIGKILL');
  if (isMainThread) process.abort();
  new BroadcastChannel(LAST_WILL).postMessage(undefined);
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), 0, 0);
}

/** Lets the threads of this process end it. To be called by the main thread, before there are any. */
export function executeLastWills(): void {
  const channel = new BroadcastChannel(LAST_WILL);
  channel.onmessage = () => process.abort();
  channel.unref();
}
