import { StartError } from '../process/errors.ts';
import { Part } from './part.ts';
import type { Clock } from '../clock/clock.ts';
import type { PartRecord, UnitRunner } from './part.ts';
import type { Unit } from '../unit/unit.ts';

export interface SupervisorOptions {
  /** In the order they start: each when the one before it is ready. */
  units: readonly Unit[];
  runner: UnitRunner;
  clock: Clock;
  /** Told after every change, synchronously, before anything else happens. */
  onChange: (parts: PartRecord[]) => void;
}

/** Starts units in order, keeps them running, and stops them in reverse order. */
export class Supervisor {
  readonly #parts: readonly Part[];
  #stopping = false;

  constructor({ units, runner, clock, onChange }: SupervisorOptions) {
    const changed = () => onChange(this.records());
    this.#parts = units.map((unit) => new Part(unit, runner, clock, changed));
  }

  records(): PartRecord[] {
    return this.#parts.map((part) => part.record);
  }

  part(name: string): Part {
    const part = this.#parts.find(({ unit }) => unit.name === name);
    if (!part) throw new Error(`there is no unit named ${name}`);
    return part;
  }

  /**
   * Resolves when all are ready. When one fails, all are stopped again.
   * @param afterEach awaited when the unit of that name is ready, before the next one starts
   * @throws {@link StartError} of the unit that failed, and what `afterEach` throws
   */
  async start(afterEach: (name: string) => Promise<void> = () => Promise.resolve()): Promise<void> {
    try {
      for (const part of this.#parts) {
        if (this.#stopping) throw new StartError('the start was interrupted');
        await part.start();
        await afterEach(part.unit.name);
      }
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const part of [...this.#parts].reverse()) await part.stop();
  }
}
