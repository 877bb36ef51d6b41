import { expect } from 'chai';
import fc from 'fast-check';
import { SimulatedOrchestrator } from './world/simulated-orchestrator.ts';
import { SimulatedWorld } from './world/simulated-world.ts';

type Command =
  | { kind: 'wait'; ms: number }
  | { kind: 'kill' | 'freeze' | 'lose'; pick: number }
  | { kind: 'killMaster' | 'killAll' | 'restart' | 'crash' | 'outdate' }
  | { kind: 'zookeeper'; away: boolean }
  | { kind: 'desire'; slaves: number }
  | { kind: 'spoil'; how: 'fail' | 'die' | 'hang'; starts: number };

const pick = fc.nat();
const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('wait'), ms: fc.nat({ max: 3_000 }) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('kill', 'freeze', 'lose'), pick }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constantFrom('killMaster', 'killAll', 'restart', 'crash', 'outdate') }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('zookeeper'), away: fc.boolean() }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('desire'), slaves: fc.integer({ min: 1, max: 5 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('spoil'),
        how: fc.constantFrom('fail', 'die', 'hang'),
        starts: fc.integer({ min: 1, max: 3 }),
      }),
    },
  ),
  { maxLength: 40, size: 'max' },
);

/** None at all, or a different one each time. */
const latencies = fc.oneof(fc.infiniteStream(fc.constant(0)), fc.infiniteStream(fc.nat({ max: 60 })));

/** A session's worth at most, or longer, so that some sessions are over before their workers are back. */
const reconnections = fc.oneof(
  fc.infiniteStream(fc.nat({ max: 900 })),
  fc.infiniteStream(fc.nat({ max: 3_500 })),
);

/** A world, and the orchestrators that have come and gone in it. */
class Run {
  readonly world = new SimulatedWorld();
  readonly orchestrators: SimulatedOrchestrator[] = [];
  readonly #latencyMs: () => number;

  constructor(latencyMs: () => number, reconnectMs: () => number) {
    this.#latencyMs = latencyMs;
    this.world.reconnectMs = reconnectMs;
    this.#begin(1);
  }

  get latest(): SimulatedOrchestrator {
    return this.orchestrators.at(-1) ?? expect.fail('no orchestrator');
  }

  async do(command: Command): Promise<void> {
    const { world, latest } = this;
    switch (command.kind) {
      case 'wait':
        await world.clock.advance(command.ms);
        break;
      case 'kill':
        world.end(this.#worker(command.pick));
        break;
      case 'freeze':
        world.freeze(this.#worker(command.pick));
        break;
      case 'lose':
        if (!world.zookeeperAway) world.expire(this.#worker(command.pick));
        break;
      case 'killMaster':
        world.end(world.master?.id ?? '');
        break;
      case 'killAll':
        for (const id of [...world.workers.keys()]) world.end(id);
        break;
      case 'outdate':
        world.outdate();
        break;
      case 'zookeeper':
        world.setZookeeperAway(command.away);
        break;
      case 'desire':
        latest.setDesired(command.slaves);
        break;
      case 'spoil':
        world.nextStarts[command.how] += command.starts;
        break;
      case 'restart':
        await this.#stop(latest);
        this.#begin(latest.desired);
        break;
      case 'crash':
        latest.crash();
        this.#begin(latest.desired);
    }
  }

  /** Nothing goes wrong any more. */
  async calm(): Promise<void> {
    const { world } = this;
    Object.assign(world.nextStarts, { fail: 0, die: 0, hang: 0 });
    if (world.zookeeperAway) world.setZookeeperAway(false);
    await world.clock.advance(30_000);
  }

  #begin(desired: number): void {
    this.orchestrators.push(new SimulatedOrchestrator(this.world, desired, this.#latencyMs));
  }

  async #stop({ pool }: SimulatedOrchestrator): Promise<void> {
    const progress = { stopped: false };
    void pool.stop().then(() => (progress.stopped = true));
    while (!progress.stopped) await this.world.clock.advance(10);
  }

  #worker(pick: number): string {
    const ids = [...this.world.workers.keys()];
    return ids[pick % Math.max(1, ids.length)] ?? '';
  }
}

function next(stream: Iterator<number, undefined, undefined>): number {
  return stream.next().value ?? 0;
}

describe('The pool, whatever happens', () => {
  it('never breaks a rule, and has exactly the wanted workers running once the world is calm', async () => {
    await fc.assert(
      fc.asyncProperty(commands, latencies, reconnections, async (all, latencyMs, reconnectMs) => {
        const run = new Run(
          () => next(latencyMs),
          () => next(reconnectMs),
        );
        for (const command of all) await run.do(command);
        await run.calm();

        const { world, latest } = run;
        expect(run.orchestrators.flatMap(({ violations }) => violations)).to.deep.equal([]);
        const wanted = 1 + latest.desired;
        expect([...world.workers.keys()]).to.have.lengthOf(wanted);
        expect([...world.sessions.keys()]).to.have.members([...world.workers.keys()]);
        expect([...world.workers.keys()]).to.include(world.master?.id);
        for (const { id, pid } of world.workers.values()) expect(world.sessions.get(id)?.pid).to.equal(pid);
        expect(latest.pool.state()).to.include({ running: wanted, registered: wanted, lastError: undefined });

        expect([...world.workers.values()].filter(({ outdated }) => outdated)).to.be.empty;

        const deeds = latest.deeds.length;
        await world.clock.advance(10_000);
        expect(latest.deeds).to.have.lengthOf(deeds);
      }),
      { numRuns: 200 },
    );
  });
});
