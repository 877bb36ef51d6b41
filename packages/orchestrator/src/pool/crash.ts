import type { WorkerInfo } from '@rideshare/dbaas';
import type { WorkerProcess, WorkerRuntime } from '../runtime/worker-runtime.ts';
import type { Clock } from './clock.ts';
import { within } from './deadline.ts';

export interface CrashOptions {
  runtime: Pick<WorkerRuntime, 'list' | 'kill'>;
  members: {
    workers(): Promise<readonly Pick<WorkerInfo, 'id' | 'pid' | 'role'>[]>;
    master(): Promise<{ id: string; pid: number } | undefined>;
    onChange(listener: () => void): void;
  };
  clock: Clock;
  /** How long a call waits for somebody to kill. */
  timeoutMs: number;
}

/** The live workers by their roles. */
interface Cast {
  master: WorkerProcess;
  slaves: readonly WorkerProcess[];
}

type Choice = (cast: Cast) => WorkerProcess | undefined;

/**
 * Kills workers when asked to. Nobody is told: to the pool and the other workers it is a death like any other.
 *
 * Calls are done one after the other, each of them on the workers as the one before has left them. During an
 * election there are neither a master nor slaves, so that nobody is killed in the wrong role.
 */
export class Crash {
  readonly #options: CrashOptions;
  #changed: PromiseWithResolvers<void> = Promise.withResolvers();
  #latest: Promise<unknown> = Promise.resolve();

  constructor(options: CrashOptions) {
    this.#options = options;
    options.members.onChange(() => {
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
    });
  }

  /** Kills the master; answers with its pid when it is gone, and with undefined when there was none in time. */
  master(): Promise<number | undefined> {
    return this.#inTurn(({ master }) => master);
  }

  /** Kills the slave with the highest pid; answers as {@link master} does. */
  slave(): Promise<number | undefined> {
    return this.#inTurn(({ slaves }) => slaves.toSorted((a, b) => b.pid - a.pid)[0]);
  }

  #inTurn(choose: Choice): Promise<number | undefined> {
    const deadline = this.#options.clock.now() + this.#options.timeoutMs;
    const outcome = this.#latest.then(() => this.#await(choose, deadline));
    this.#latest = outcome.catch(() => undefined);
    return outcome;
  }

  async #await(choose: Choice, deadline: number): Promise<number | undefined> {
    const { clock } = this.#options;
    while (clock.now() < deadline) {
      const changed = this.#changed.promise;
      const pid = await this.#kill(choose);
      if (pid !== undefined) return pid;
      await within(deadline - clock.now(), changed, clock).catch(() => undefined);
    }
    return undefined;
  }

  async #kill(choose: Choice): Promise<number | undefined> {
    const cast = await this.#cast();
    const victim = cast && choose(cast);
    return victim && this.#options.runtime.kill(victim.id);
  }

  /** Znodes outlive their workers, and a worker's id can be used again: only one that runs under its pid counts. */
  async #cast(): Promise<Cast | undefined> {
    const { runtime, members } = this.#options;
    const registered = await Promise.all([members.workers(), members.master()]).catch(() => undefined);
    const processes = await runtime.list();
    if (registered === undefined) return undefined;
    const [workers, holder] = registered;
    const master = processes.find((process) => isSame(process, holder));
    const slaves = processes.filter(
      (process) =>
        process !== master && workers.some((each) => each.role === 'slave' && isSame(process, each)),
    );
    return master && { master, slaves };
  }
}

function isSame(process: WorkerProcess, other: { id: string; pid: number } | undefined): boolean {
  return process.id === other?.id && process.pid === other.pid;
}
