import type { Logger } from '@rideshare/common';
import type { WorkerRuntime } from '../runtime/worker-runtime.ts';
import type { Actions } from './actions.ts';
import type { Backoff } from './backoff.ts';
import type { Clock } from './clock.ts';
import type { Death, Liveness } from './liveness.ts';
import type { World } from './plan.ts';
import type { Registry } from './registry.ts';

export interface ObserverOptions {
  runtime: Pick<WorkerRuntime, 'list'>;
  registry: Pick<Registry, 'read'>;
  actions: Pick<Actions, 'underWay'>;
  liveness: Liveness;
  backoff: Backoff;
  desired: () => number;
  clock: Clock;
  logger: Logger;
}

/** Looks at the world, and learns from how it has changed. */
export class Observer {
  readonly #options: ObserverOptions;
  #deaths = 0;

  constructor(options: ObserverOptions) {
    this.#options = options;
  }

  /** Workers seen to have ended unasked. */
  get deaths(): number {
    return this.#deaths;
  }

  /**
   * The order matters: what is under way at first still counts when it ends meanwhile, and whoever was
   * registered before the processes were listed, and is not among them, is dead. Fails when the runtime does.
   */
  async look(): Promise<World> {
    const { runtime, registry, actions, liveness, backoff, desired, clock } = this.#options;
    const underWay = actions.underWay();
    const registrations = await registry.read();
    const processes = await runtime.list();
    const now = clock.now();
    const { starting } = underWay;
    const { joined, deaths } = liveness.observe({ now, processes, starting, registrations });
    if (joined.length > 0) backoff.succeeded();
    for (const death of deaths) this.#mourn(death, now);
    return { ...underWay, wanted: 1 + desired(), processes, registrations, overdue: liveness.overdue(now) };
  }

  #mourn({ id, begunAt, young }: Death, now: number): void {
    this.#deaths += 1;
    this.#options.logger.warn({ worker: id, young }, 'a worker ended unasked');
    if (young) this.#options.backoff.failed(begunAt, now);
  }
}
