const IDLE = 0;
const ASKED = 1;
const BUSY = 2;

/**
 * How the copy's writer lets another thread look at the copy just as it is: the writer asks and stands still until
 * the other has begun a read transaction.
 */
export class Handover {
  readonly buffer: SharedArrayBuffer;
  readonly #cell: Int32Array<SharedArrayBuffer>;

  /** Nobody can be asked before the other thread has called `free` for the first time. */
  constructor(buffer?: SharedArrayBuffer) {
    this.buffer = buffer ?? new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    this.#cell = new Int32Array(this.buffer);
    if (!buffer) this.#cell[0] = BUSY;
  }

  /** Whether the other thread is at something, or does not run yet. */
  get busy(): boolean {
    return Atomics.load(this.#cell, 0) !== IDLE;
  }

  /** Whether the copy's writer stands still and waits. */
  get asked(): boolean {
    return Atomics.load(this.#cell, 0) === ASKED;
  }

  /**
   * Has `ask` tell the other thread, and blocks this one until it has taken over, `timeoutMs` at most.
   * @returns false when it is busy, which is known at once, or has not taken over in time
   */
  ask(ask: () => void, timeoutMs: number): boolean {
    if (Atomics.compareExchange(this.#cell, 0, IDLE, ASKED) !== IDLE) return false;
    ask();
    Atomics.wait(this.#cell, 0, ASKED, timeoutMs);
    return Atomics.load(this.#cell, 0) !== ASKED;
  }

  /** The other thread's word that it has begun: the writer may go on. */
  take(): void {
    this.#set(BUSY);
  }

  /** The other thread's word that it cannot be asked for now. @returns false when that was so before. */
  claim(): boolean {
    return Atomics.compareExchange(this.#cell, 0, IDLE, BUSY) === IDLE;
  }

  /** The other thread's word that it can be asked. */
  free(): void {
    this.#set(IDLE);
  }

  #set(state: number): void {
    Atomics.store(this.#cell, 0, state);
    Atomics.notify(this.#cell, 0);
  }
}
