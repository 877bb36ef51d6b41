const APPLIED = 0;
const VISIBLE = 1;

/** The log offset that this worker's copy has committed, shared by its threads. -1 while the copy is empty. */
export class AppliedOffset {
  readonly buffer: SharedArrayBuffer;
  readonly #cells: BigInt64Array<SharedArrayBuffer>;

  constructor(buffer?: SharedArrayBuffer) {
    this.buffer = buffer ?? new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT);
    this.#cells = new BigInt64Array(this.buffer);
    if (!buffer) this.#cells.fill(-1n);
  }

  get value(): number {
    return Number(Atomics.load(this.#cells, APPLIED));
  }

  /** What has been read of the copy until now comes from no later entry than that of this offset. */
  get visible(): number {
    return Math.max(this.value, Number(Atomics.load(this.#cells, VISIBLE)));
  }

  /** To be called before the commit that leads to `offset`: it can be seen before it is known to have ended. */
  announce(offset: number): void {
    Atomics.store(this.#cells, VISIBLE, BigInt(offset));
  }

  advance(offset: number): void {
    Atomics.store(this.#cells, APPLIED, BigInt(offset));
    Atomics.notify(this.#cells, APPLIED);
  }

  /** Waits until the copy has committed `offset`; false when `timeoutMs` passes first. */
  async reached(offset: number, timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    for (let applied = this.value; applied < offset; applied = this.value) {
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) return false;
      // Of the value just compared: when the copy has gone on since, this does not wait.
      const { value } = Atomics.waitAsync(this.#cells, APPLIED, BigInt(applied), leftMs);
      await value;
    }
    return true;
  }
}
