import type { SimulatedSession } from './simulated-worker.ts';
import type { SimulatedWorld } from './simulated-world.ts';

/** The most that one call to ZooKeeper takes, which comes between the decision for a start and the start. */
const DECISION_TO_START_MS = 120;

/**
 * What a pool must never do, judged by what it has been told last: it can't be blamed for what it could not know.
 */
export class Rules {
  readonly violations: string[] = [];
  readonly #wanted: { at: number; count: number }[] = [];
  zookeeperAway = false;
  registered: readonly SimulatedSession[] = [];
  listed: ReadonlySet<string> = new Set();
  master: SimulatedSession | undefined;
  readonly #world: SimulatedWorld;

  constructor(world: SimulatedWorld) {
    this.#world = world;
  }

  onWanted(count: number): void {
    this.#wanted.push({ at: this.#world.clock.now(), count });
  }

  /** `others` are those being started already. */
  onStart(id: string, others: number): void {
    const staying = [...this.#world.workers.values()].filter(({ stopping }) => !stopping).length;
    const outdated = [...this.#world.workers.values()].some((worker) => worker.outdated);
    const most = this.#latelyWanted() + Number(outdated);
    this.#forbid(staying + others >= most, `${id} was started without a lack`);
    this.#forbid(this.#world.workers.has(id), `${id} was started while it was running`);
  }

  onStop(id: string): void {
    this.#forbid(this.master === undefined, `${id} was stopped without a master`);
    const { outdated = false } = this.#world.workers.get(id) ?? {};
    this.#forbid(this.master?.id === id && !outdated, `the master ${id} was stopped`);
    this.#forbid(this.#isMissed(id), `${id} was stopped before there was another one in its place`);
    this.#forbid(this.zookeeperAway, `${id} was stopped while ZooKeeper was away`);
  }

  onKill(id: string): void {
    const registered = this.registered.some((each) => each.id === id);
    this.#forbid(registered, `${id} was killed though it was registered`);
    this.#forbid(this.master?.id === id, `the master ${id} was killed`);
    this.#forbid(this.zookeeperAway, `${id} was killed while ZooKeeper was away`);
    const worker = this.#world.workers.get(id);
    const well = worker !== undefined && !worker.frozen && !worker.hung && !this.#world.isDeposed(worker);
    this.#forbid(well, `${id} was killed though it was well`);
  }

  onRemove(id: string): void {
    this.#forbid(this.#world.workers.has(id), `${id} was taken for dead`);
  }

  onForget(id: string): void {
    this.#forbid(this.#world.workers.has(id), `the folder of ${id} was removed while it was running`);
  }

  /** Whether fewer serve without it than are wanted, as far as is known. */
  #isMissed(id: string): boolean {
    const serving = this.registered.filter((each) => this.listed.has(each.id));
    const isServing = serving.some((each) => each.id === id);
    return isServing && serving.length - 1 < (this.#wanted.at(-1)?.count ?? 0);
  }

  #latelyWanted(): number {
    const since = this.#world.clock.now() - DECISION_TO_START_MS;
    const lately = this.#wanted.filter(({ at }, index) => at >= since || index === this.#wanted.length - 1);
    return Math.max(...lately.map(({ count }) => count));
  }

  #forbid(condition: boolean, violation: string): void {
    if (condition) this.violations.push(violation);
  }
}
