import { expect } from 'chai';
import fc from 'fast-check';
import type { WorkerRole } from '@rideshare/dbaas';
import { simulatedCrash } from './world/simulated-crash.ts';
import { SimulatedOrchestrator } from './world/simulated-orchestrator.ts';
import { SimulatedWorld } from './world/simulated-world.ts';

type Command =
  | { kind: 'wait'; ms: number }
  | { kind: 'crash'; role: WorkerRole }
  | { kind: 'kill' | 'freeze' | 'lose'; pick: number }
  | { kind: 'zookeeper'; away: boolean }
  | { kind: 'desire'; slaves: number };

const pick = fc.nat();
const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait'), ms: fc.nat({ max: 1_500 }) }) },
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constant('crash'), role: fc.constantFrom('master', 'slave') }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('kill', 'freeze', 'lose'), pick }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('zookeeper'), away: fc.boolean() }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('desire'), slaves: fc.integer({ min: 1, max: 4 }) }),
    },
  ),
  { maxLength: 30, size: 'max' },
);

interface Kill {
  pid: number;
  role: WorkerRole;
}

/** A world with an orchestrator, and crash calls that nobody waits for. */
class Run {
  readonly world = new SimulatedWorld();
  readonly orchestrator = new SimulatedOrchestrator(this.world, 2);
  readonly calls: Kill[] = [];
  readonly kills: Kill[] = [];
  readonly #crash = simulatedCrash(this.world, {
    onKill: (pid, role) => this.kills.push({ pid, role }),
  });

  async do(command: Command): Promise<void> {
    const { world } = this;
    switch (command.kind) {
      case 'wait':
        await world.clock.advance(command.ms);
        break;
      case 'crash':
        void this.#call(command.role);
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
      case 'zookeeper':
        world.setZookeeperAway(command.away);
        break;
      case 'desire':
        this.orchestrator.setDesired(command.slaves);
    }
  }

  async #call(role: WorkerRole): Promise<void> {
    const pid = await this.#crash[role]();
    if (pid === undefined) return;
    expect([...this.world.workers.values()].map((worker) => worker.pid)).not.to.include(pid);
    this.calls.push({ pid, role });
  }

  #worker(index: number): string {
    const ids = [...this.world.workers.keys()];
    return ids[index % Math.max(1, ids.length)] ?? '';
  }
}

describe('Crash calls, however many at once and whatever happens beside them', () => {
  it('each kill one worker of its own, in the role asked for, and leave the pool to mend it', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (all) => {
        const run = new Run();
        await run.world.clock.advance(2_000);
        for (const command of all) await run.do(command);
        if (run.world.zookeeperAway) run.world.setZookeeperAway(false);
        await run.world.clock.advance(60_000);

        expect(run.calls).to.deep.equal(run.kills);
        expect(new Set(run.calls.map(({ pid }) => pid)).size).to.equal(run.calls.length);
        const wanted = 1 + run.orchestrator.desired;
        expect(run.orchestrator.violations).to.be.empty;
        expect(run.orchestrator.pool.state()).to.include({ running: wanted, registered: wanted });
      }),
      { numRuns: 200 },
    );
  });
});
