/** The log offset that this worker's copy has committed, shared by its threads. -1 while the copy is empty. */
export class AppliedOffset {
  readonly buffer: SharedArrayBuffer;
  readonly #cell: BigInt64Array<SharedArrayBuffer>;

  constructor(buffer?: SharedArrayBuffer) {
    this.buffer = buffer ?? new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
    this.#cell = new BigInt64Array(this.buffer);
    if (!buffer) this.#cell[0] = -1n;
  }

  get value(): number {
    return Number(Atomics.load(this.#cell, 0));
  }

  advance(offset: number): void {
    Atomics.store(this.#cell, 0, BigInt(offset));
    Atomics.notify(this.#cell, 0);
  }

  /** Waits until the copy has committed `offset`; false when `timeoutMs` passes first. */
  async reached(offset: number, timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    for (let applied = this.value; applied < offset; applied = this.value) {
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) return false;
      // Of the value just compared: when the copy has gone on since, this does not wait.
      const { value } = Atomics.waitAsync(this.#cell, 0, BigInt(applied), leftMs);
      await value;
    }
    return true;
  }
}
