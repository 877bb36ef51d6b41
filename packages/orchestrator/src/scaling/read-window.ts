import type { Clock } from '../pool/clock.ts';
import type { ScalingConfig } from './settings.ts';

export interface ReadWindowOptions {
  settings: ScalingConfig;
  /** Slaves found running: they are kept until a window has shown what is wanted. */
  running: number;
  clock: Clock;
  /** Called when other than the latest number of slaves are wanted, with the reads that call for them. */
  onChange: (wanted: number, reads: number) => void;
}

/**
 * Counts reads in windows, each of which decides how many slaves are wanted until the next one has ended. A window
 * begins with the first read, and another one follows at once until there is one without any.
 */
export class ReadWindow {
  readonly #options: ReadWindowOptions;
  #wanted: number;
  #count = 0;
  #open = false;

  constructor(options: ReadWindowOptions) {
    this.#options = options;
    this.#wanted = this.#within(options.running);
    if (this.#wanted > options.settings.slaves) this.#begin();
  }

  /** Slaves that the latest window called for. */
  get wanted(): number {
    return this.#wanted;
  }

  /** Reads in this window so far. */
  get count(): number {
    return this.#count;
  }

  /** Counts a read. */
  increment(): void {
    this.#count += 1;
    if (!this.#open) this.#begin();
  }

  #begin(): void {
    const { clock, settings } = this.#options;
    this.#open = true;
    clock.after(settings.readWindowMs, () => this.#end());
  }

  #end(): void {
    const reads = this.#count;
    this.#count = 0;
    this.#open = false;
    if (reads > 0) this.#begin();
    this.#decide(this.#within(Math.ceil(reads / this.#options.settings.readsPerSlave)), reads);
  }

  #decide(wanted: number, reads: number): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#options.onChange(wanted, reads);
  }

  #within(count: number): number {
    const { slaves, maxSlaves } = this.#options.settings;
    return Math.min(maxSlaves, Math.max(slaves, count));
  }
}
