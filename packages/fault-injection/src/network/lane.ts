import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Clock, Sky } from './weather.ts';

/** Bytes that wait in a lane before it stops reading, as a full socket buffer would. */
const HELD_BYTES = 1024 * 1024;

/** One direction of a connection. Passes on all that comes, its end included, in order and as the weather allows. */
export class Lane {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #sky: Sky;
  readonly #clock: Clock;
  #last: Promise<void> = Promise.resolve();
  #held = 0;

  constructor(from: Socket, to: Socket, sky: Sky, clock: Clock) {
    this.#from = from;
    this.#to = to;
    this.#sky = sky;
    this.#clock = clock;
    from.on('data', (chunk: Buffer) => this.#hold(chunk));
    from.on('error', () => undefined);
    from.once('close', (broken) => this.#after(this.#clock.now(), () => this.#end(broken)));
  }

  #hold(chunk: Buffer): void {
    this.#held += chunk.length;
    if (this.#held > HELD_BYTES) this.#from.pause();
    this.#after(this.#clock.now(), async () => {
      await this.#pass(chunk);
      this.#held -= chunk.length;
      if (this.#held <= HELD_BYTES) this.#from.resume();
    });
  }

  #after(arrivedAt: number, pass: () => Promise<void> | void): void {
    this.#last = this.#last.then(async () => {
      await this.#sky.open();
      const early = arrivedAt + (this.#sky.weather.delayMs ?? 0) - this.#clock.now();
      if (early > 0) await this.#clock.sleep(early);
      await this.#sky.open();
      await pass();
    });
  }

  async #pass(chunk: Buffer): Promise<void> {
    let rest = chunk;
    while (rest.length > 0) {
      const { drip } = this.#sky.weather;
      const bytes = drip?.bytes ?? rest.length;
      await this.#write(rest.subarray(0, bytes));
      rest = rest.subarray(bytes);
      if (drip !== undefined) await this.#clock.sleep(drip.everyMs);
      await this.#sky.open();
    }
  }

  async #write(bytes: Buffer): Promise<void> {
    if (this.#to.destroyed || this.#to.write(bytes)) return;
    const settled = new AbortController();
    const { signal } = settled;
    await Promise.race([once(this.#to, 'drain', { signal }), once(this.#to, 'close', { signal })]).catch(
      () => undefined,
    );
    settled.abort();
  }

  #end(broken: boolean): void {
    if (broken) this.#to.resetAndDestroy();
    else this.#to.end();
  }
}
