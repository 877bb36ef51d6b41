import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../random.ts';
import type { Step } from './roles.ts';

/** What clients do side by side, each one step at a time, until they are told to stop. */
export class Lanes {
  readonly #lanes: Promise<void>[] = [];
  #stopping = false;

  /** @param everyMs how often on average; what was missed is not made up for */
  add(step: Step, random: Random, everyMs: number): void {
    this.#lanes.push(this.#repeat(step, random, everyMs));
  }

  /** Resolves when each step that was begun has come to its end. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#lanes);
  }

  async #repeat(step: Step, random: Random, everyMs: number): Promise<void> {
    let due = performance.now() + random.next() * everyMs;
    while (!this.#stopping) {
      await pause(Math.max(0, due - performance.now()));
      await step();
      due = Math.max(due + 2 * random.next() * everyMs, performance.now() - everyMs);
    }
  }
}
