import { levelTriggered } from '@rideshare/dbaas';
import type { LevelTriggered } from '@rideshare/dbaas';
import type { Clock } from './clock.ts';

export interface ReconcileLoopOptions {
  /** Compares wanted with actual and acts on the difference. */
  pass: () => Promise<void>;
  onError: (error: unknown) => void;
  tickMs: number;
  clock: Clock;
}

/** A level-triggered loop that also wakes by itself: every tick, and at a time that a pass has named. */
export class ReconcileLoop {
  readonly #clock: Clock;
  readonly #tickMs: number;
  readonly #loop: LevelTriggered;
  #cancelTick = (): void => undefined;
  #cancelAlarm = (): void => undefined;

  constructor({ pass, onError, tickMs, clock }: ReconcileLoopOptions) {
    this.#clock = clock;
    this.#tickMs = tickMs;
    this.#loop = levelTriggered(pass, { onError });
  }

  start(): void {
    this.#cancelTick = this.#clock.after(this.#tickMs, () => this.start());
    this.wake();
  }

  wake(): void {
    this.#loop.wake();
  }

  /** Wakes at this time instead of at the one named before; `Infinity` names none. */
  wakeAt(time: number): void {
    this.#cancelAlarm();
    this.#cancelAlarm =
      time === Infinity
        ? () => undefined
        : this.#clock.after(Math.max(0, time - this.#clock.now()), () => this.wake());
  }

  /** Begins no more passes; resolves when the last one is over. */
  async stop(): Promise<void> {
    this.#cancelTick();
    await this.#loop.stop();
    this.#cancelAlarm();
  }
}
