import { expect } from 'chai';
import fc from 'fast-check';
import { SimulatedEngine } from './world/simulated-engine.ts';
import type { SimulatedContainer } from './world/simulated-container.ts';
import { SimulatedOrchestrator } from './world/simulated-orchestrator.ts';

const worker = fc.constantFrom('a', 'b', 'c');
const pick = fc.nat();
const commands = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('wait'), ms: fc.nat({ max: 1_000 }) }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('start', 'stop', 'kill', 'forget'), worker }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('list') }) },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constantFrom('strike', 'remove', 'restart', 'revive', 'stiffen'),
        pick,
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('cut', 'away', 'crash', 'back', 'succeed') }) },
  ),
  { maxLength: 40, size: 'max' },
);
type Command = typeof commands extends fc.Arbitrary<(infer C)[]> ? C : never;

const latencies = fc.oneof(fc.infiniteStream(fc.constant(0)), fc.infiniteStream(fc.nat({ max: 40 })));

/** An engine, and the orchestrators that have come and gone. */
class Run {
  readonly engine: SimulatedEngine;
  readonly orchestrators: SimulatedOrchestrator[] = [];

  constructor(latencyMs: () => number) {
    this.engine = new SimulatedEngine(latencyMs);
    this.succeed();
  }

  get latest(): SimulatedOrchestrator {
    return this.orchestrators.at(-1) ?? expect.fail('no orchestrator');
  }

  get violations(): string[] {
    return [this.engine, ...this.orchestrators].flatMap(({ violations }) => violations);
  }

  succeed(): void {
    this.orchestrators.at(-1)?.crash();
    this.orchestrators.push(new SimulatedOrchestrator(this.engine));
  }

  async do(command: Command): Promise<void> {
    if ('ms' in command) await this.engine.clock.advance(command.ms);
    else if ('worker' in command) void this.#order(command.kind, command.worker).catch(() => undefined);
    else if ('pick' in command) this.#layHandsOn(command.kind, command.pick);
    else this.#upset(command.kind);
  }

  /** Nothing goes wrong any more. What the pool does anyway is done, to look every two seconds. */
  async calm(): Promise<SimulatedContainer[]> {
    this.engine.away = false;
    for (let n = 0; n < 20; n += 1) {
      void this.latest.list().catch(() => undefined);
      await this.engine.clock.advance(2_000);
    }
    return this.answer(this.latest.list());
  }

  async answer<T>(question: Promise<T>): Promise<T> {
    const progress = { done: false };
    const done = question.finally(() => (progress.done = true));
    while (!progress.done) await this.engine.clock.advance(10);
    return done;
  }

  async #order(kind: string, id: string): Promise<void> {
    const { latest } = this;
    if (kind === 'start') await latest.start(id);
    else if (kind === 'stop') await latest.stop(id);
    else if (kind === 'kill') await latest.kill(id);
    else await latest.forget(id);
  }

  #layHandsOn(kind: string, nth: number): void {
    const containers = [...this.engine.containers.values()];
    const container = containers[nth % Math.max(1, containers.length)];
    if (kind === 'strike') void container?.end(137);
    else if (kind === 'remove') void (container && this.engine.remove(container));
    else if (kind === 'restart') void container?.end(0).then(() => container.start());
    else if (kind === 'revive') void container?.start();
    else if (container) container.polite = false;
  }

  #upset(kind: string): void {
    const { engine } = this;
    if (kind === 'list') void this.latest.list().catch(() => undefined);
    else if (kind === 'cut') engine.cut();
    else if (kind === 'crash') engine.crash();
    else if (kind === 'succeed') this.succeed();
    else {
      if (kind === 'away') engine.cut();
      engine.away = kind === 'away';
    }
  }
}

function next(stream: Iterator<number, undefined, undefined>): number {
  return stream.next().value ?? 0;
}

describe('The docker runtime, whatever happens', () => {
  it('says what is true, tells of each end once, and leaves no container that has ended', async () => {
    await fc.assert(
      fc.asyncProperty(commands, latencies, async (all, latencyMs) => {
        const run = new Run(() => next(latencyMs));
        for (const command of all) await run.do(command);
        const listed = await run.calm();

        const { engine, latest } = run;
        expect(run.violations).to.deep.equal([]);
        expect([...engine.containers.values()]).to.have.members(engine.running);
        expect(listed).to.have.members(engine.running);
        expect(engine.running.filter(({ runs }) => runs > 1)).to.be.empty;
        expect(latest.untold()).to.be.empty;

        const running = new Set(listed.map((container) => container.worker));
        const idle = [...engine.volumes.keys()].filter((id) => !running.has(id));
        expect(await run.answer(latest.idle())).to.have.members(idle);
        for (const id of idle) await run.answer(latest.forget(id));
        expect([...engine.volumes.keys()]).to.have.members([...running]);
      }),
      { numRuns: 500 },
    );
  });
});
