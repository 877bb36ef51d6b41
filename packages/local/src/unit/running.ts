import { systemClock } from '../clock/clock.ts';
import { signalProcess, sweepGroup } from '../process/stop.ts';
import { processRunner } from '../supervisor/process-runner.ts';
import type { Launched } from '../process/launch.ts';
import type { Unit } from './unit.ts';

/** Units that belong together, without a supervisor: one that is killed stays dead until it is restarted. */
export class RunningUnits {
  readonly #units: readonly Unit[];
  readonly #runner = processRunner(systemClock, true);
  #launched: Launched[] = [];

  /** The last unit is the one that `pid` and `kill` are about; the ones before it are its helpers. */
  constructor(units: readonly Unit[]) {
    this.#units = units;
  }

  get pid(): number {
    return this.#launched.at(-1)?.identity.pid ?? 0;
  }

  async start(): Promise<void> {
    try {
      for (const unit of this.#units) {
        const launched = await this.#runner.launch(unit);
        this.#launched.push(launched);
        await this.#runner.awaitReady(unit, launched);
      }
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Stops all, in reverse order; fine when they are dead or stopped already. */
  async stop(): Promise<void> {
    for (const [index, { identity }] of [...this.#launched.entries()].reverse()) {
      const unit = this.#units[index];
      if (unit) await this.#runner.stop(unit, identity);
    }
    this.#launched = [];
  }

  /** Sends a signal to the last unit; after SIGKILL it waits for the end. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const target = this.#launched.at(-1);
    if (!target) return;
    signalProcess(target.identity, signal);
    if (signal === 'SIGKILL') await sweepGroup(target.identity);
  }

  /** Stops what still runs and starts again on the same ports and data. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }
}
