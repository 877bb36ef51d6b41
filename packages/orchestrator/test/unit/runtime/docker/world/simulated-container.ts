import type { VirtualClock } from '../../../pool/world/virtual-clock.ts';

const START_MS = 100;
const DIE_MS = 10;
const CLEAN_UP_MS = 80;

/** What it is created with. */
interface Made {
  worker: string;
  name: string;
  spec: string;
}

export interface ContainerWorld {
  clock: VirtualClock;
  /** Tells that a container has ended. */
  publish: (id: string) => void;
  nextPid: () => number;
  onStart: (container: SimulatedContainer) => void;
  onEnd: (container: SimulatedContainer) => void;
}

/**
 * A container as Docker keeps it: what is done to it is done one after the other, and its record, which lists are made
 * from, changes only at the end of that.
 */
export class SimulatedContainer {
  readonly id: string;
  readonly worker: string;
  readonly spec: string;
  name: string;
  pid = 0;
  /** How many processes it has had. */
  runs = 0;
  alive = false;
  startedAt = 0;
  endedAt: number | undefined;
  /** When its first process ended. */
  firstEndedAt = Infinity;
  exitCode = 0;
  recordedRunning = false;
  removed = false;
  /** Its process does what SIGTERM asks for. */
  polite = true;
  readonly #world: ContainerWorld;
  #busy: Promise<unknown> = Promise.resolve();

  constructor(id: string, { worker, name, spec }: Made, world: ContainerWorld) {
    this.id = id;
    this.worker = worker;
    this.spec = spec;
    this.name = name;
    this.#world = world;
  }

  /** Does something when all that was begun before is done. */
  locked<T>(action: () => T | Promise<T>): Promise<T> {
    const done = this.#busy.then(action);
    this.#busy = done.catch(() => undefined);
    return done;
  }

  /** Answers whether its process runs afterwards. */
  start(): Promise<boolean> {
    return this.locked(async () => {
      if (this.removed || this.alive) return this.alive;
      await this.#world.clock.sleep(START_MS);
      this.runs += 1;
      this.pid = this.#world.nextPid();
      this.startedAt = this.#world.clock.now();
      this.alive = true;
      this.recordedRunning = true;
      this.#world.onStart(this);
      return true;
    });
  }

  /** Its process ends now; resolves when the engine has cleared up behind it. */
  async end(exitCode: number, { silently = false } = {}): Promise<void> {
    if (this.alive) {
      const { clock, publish, onEnd } = this.#world;
      this.alive = false;
      onEnd(this);
      const endedAt = clock.now();
      this.firstEndedAt = Math.min(this.firstEndedAt, endedAt);
      void this.locked(async () => {
        await clock.sleep(DIE_MS);
        if (!silently) publish(this.id);
        await clock.sleep(CLEAN_UP_MS);
        Object.assign(this, { endedAt, exitCode, recordedRunning: false });
      });
    }
    await this.#busy;
  }
}
