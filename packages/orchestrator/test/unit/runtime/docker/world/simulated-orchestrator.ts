import { createLogger } from '@rideshare/common';
import { DockerRuntime } from '../../../../../src/runtime/docker/docker-runtime.ts';
import type { WorkerProcess } from '../../../../../src/runtime/worker-runtime.ts';
import type { SimulatedContainer } from './simulated-container.ts';
import type { SimulatedEngine } from './simulated-engine.ts';

const RETRY_MS = 500;
const HEARD_BY_THEN_MS = 500;
const SPEC = {
  deployment: 'test',
  containerPrefix: undefined,
  workerImage: 'worker',
  workerNetwork: 'network',
  snapshotsVolume: 'snapshots',
  workerMemoryBytes: 1,
  workerPids: 1,
  env: {},
};

/** An orchestrator's runtime, and whether what it says is true. */
export class SimulatedOrchestrator {
  readonly violations: string[] = [];
  readonly #engine: SimulatedEngine;
  readonly #endedBefore: ReadonlySet<SimulatedContainer>;
  /** How often it was told of each worker that it has ended. */
  readonly #exits = new Map<string, number>();
  /** Those that can't be running any more, by what it has said. */
  readonly #missed = new Set<SimulatedContainer>();
  readonly #told = new Set<SimulatedContainer>();
  #runtime: DockerRuntime | undefined;
  #gone = false;

  constructor(engine: SimulatedEngine) {
    this.#engine = engine;
    this.#endedBefore = new Set([...engine.ended].filter(({ recordedRunning }) => !recordedRunning));
    void this.#open();
  }

  /** From one moment to the next there is nothing of it but what the engine has begun. */
  crash(): void {
    this.#gone = true;
  }

  async start(worker: string): Promise<void> {
    const started = await this.#runtime?.start(worker);
    if (started) this.#tell(started);
  }

  async stop(worker: string): Promise<void> {
    const before = this.#runningOf(worker);
    await this.#runtime?.stop(worker, 200);
    this.#judgeEnd(worker, before);
  }

  async kill(worker: string): Promise<void> {
    const before = this.#runningOf(worker);
    const pid = await this.#runtime?.kill(worker);
    this.#judgeEnd(worker, before);
    if (this.#engine.running.some((each) => each.pid === pid))
      this.violations.push(`${worker} was said to be killed and runs`);
  }

  async forget(worker: string): Promise<void> {
    await this.#runtime?.forget(worker);
  }

  /** The containers of the workers that are said to run. */
  async list(): Promise<SimulatedContainer[]> {
    const missed = new Set(this.#missed);
    const before = new Set(this.#told);
    const running = this.#engine.running;
    const longEnded = this.#engine.clock.now() - HEARD_BY_THEN_MS;
    const listed = ((await this.#runtime?.list()) ?? []).flatMap((worker) => this.#tell(worker));
    for (const each of listed)
      if (missed.has(each) || each.firstEndedAt < longEnded)
        this.violations.push(`${each.id} was listed after its exit`);
    for (const each of running)
      if (each.alive && each.runs === 1 && before.has(each) && this.#runtime && !listed.includes(each))
        this.violations.push(`${each.id} runs and was not listed`);
    return listed;
  }

  async idle(): Promise<string[]> {
    return (await this.#runtime?.idle()) ?? [];
  }

  /** The ends that it should have told of, and has not. */
  untold(): string[] {
    const ended = [...this.#told].filter(({ alive }) => !alive);
    return ended.filter((each) => !this.#missed.has(each)).map(({ id }) => id);
  }

  async #open(): Promise<void> {
    const { clock } = this.#engine;
    const engine = this.#engine.connect(() => this.#gone);
    while (!this.#gone && this.#runtime === undefined) {
      const logger = createLogger('test', 'silent');
      this.#runtime = await DockerRuntime.open({ engine, spec: SPEC, clock, logger }).catch(() => undefined);
      if (this.#runtime === undefined) await clock.sleep(RETRY_MS);
    }
    this.#runtime?.onExit((worker) => this.#judgeExit(worker));
  }

  #tell({ container }: WorkerProcess): SimulatedContainer[] {
    const found = this.#engine.find(container?.id ?? '');
    for (const each of found) {
      this.#told.add(each);
      this.#engine.told.add(each);
    }
    return found;
  }

  #runningOf(worker: string): SimulatedContainer[] {
    return this.#engine.running.filter(
      (each) => each.worker === worker && each.runs === 1 && this.#told.has(each),
    );
  }

  #judgeEnd(worker: string, before: readonly SimulatedContainer[]): void {
    if (this.#runtime && before.some(({ alive, runs }) => alive && runs === 1))
      this.violations.push(`${worker} runs though it was ended`);
  }

  #judgeExit(worker: string): void {
    if (this.#gone) return;
    const exits = (this.#exits.get(worker) ?? 0) + 1;
    this.#exits.set(worker, exits);
    const ended = [...this.#engine.ended].filter((each) => each.worker === worker);
    if (exits > ended.filter((each) => !this.#endedBefore.has(each)).length)
      this.violations.push(`${worker} was said to have ended once too often`);
    for (const each of ended) this.#missed.add(each);
  }
}
