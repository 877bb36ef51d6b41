import { createLogger } from '@rideshare/common';
import { expect } from 'chai';
import fc from 'fast-check';
import { RoleNames } from '../../../src/naming/role-names.ts';
import { SimulatedEngine } from './simulated-engine.ts';

type Command =
  | { kind: 'start' | 'restart' }
  | { kind: 'wait'; ms: number }
  | { kind: 'kill' | 'promote'; pick: number }
  | { kind: 'engine' | 'zookeeper'; away: boolean }
  | { kind: 'occupy'; name: string };

const pick = fc.nat();
const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('start') }) },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('wait'), ms: fc.nat({ max: 1_000 }) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('kill'), pick }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('promote'), pick }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart') }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constantFrom('engine', 'zookeeper'), away: fc.boolean() }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('occupy'),
        name: fc.constantFrom('master', 'slave', 'slave-2'),
      }),
    },
  ),
  { maxLength: 40, size: 'max' },
);

/** An engine, and the orchestrators' loops that have come and gone. */
class Run {
  readonly engine = new SimulatedEngine();
  #names = this.#begin();
  #started = 0;

  async do(command: Command): Promise<void> {
    const { engine } = this;
    const worker =
      'pick' in command ? engine.running[command.pick % Math.max(1, engine.running.length)] : undefined;
    switch (command.kind) {
      case 'start':
        engine.start(`w${(this.#started += 1)}`);
        this.#names.wake();
        break;
      case 'wait':
        await engine.clock.advance(command.ms);
        break;
      case 'kill':
        if (worker) engine.kill(worker);
        break;
      case 'promote':
        engine.promote(worker);
        break;
      case 'engine':
        engine.away = command.away;
        break;
      case 'zookeeper':
        engine.zookeeperAway = command.away;
        break;
      case 'occupy':
        if (engine.containers.every(({ name }) => name !== command.name)) engine.foreign.add(command.name);
        break;
      case 'restart':
        await this.#stop();
        this.#names = this.#begin();
    }
  }

  /** Nothing goes wrong any more, and there is a master. */
  async calm(): Promise<void> {
    const { engine } = this;
    Object.assign(engine, { away: false, zookeeperAway: false });
    engine.foreign.clear();
    if (!engine.running.some(({ pid }) => pid === engine.master?.pid)) engine.promote(engine.running[0]);
    await engine.clock.advance(5_000);
  }

  async #stop(): Promise<void> {
    const progress = { stopped: false };
    void this.#names.stop().then(() => (progress.stopped = true));
    while (!progress.stopped) await this.engine.clock.advance(10);
  }

  #begin(): RoleNames {
    const { runtime, members, clock } = this.engine;
    const names = new RoleNames({ runtime, members, clock, logger: createLogger('test', 'silent') });
    names.start();
    return names;
  }
}

describe('RoleNames, whatever happens', () => {
  it('come to rest at the truth, and are never taken from a worker that has the right one', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (all) => {
        const run = new Run();
        for (const command of all) await run.do(command);
        await run.calm();

        const { engine } = run;
        const slaves = engine.running.filter(({ pid }) => pid !== engine.master?.pid);
        const expected = slaves.map((_, index) => (index === 0 ? 'slave' : `slave-${index + 1}`));
        expect(slaves.map(({ name }) => name)).to.have.members(expected);
        const master = engine.running.find(({ pid }) => pid === engine.master?.pid);
        expect(master?.name).to.equal(engine.running.length > 0 ? 'master' : undefined);

        expect(engine.violations).to.be.empty;

        const attempts = engine.attempts.length;
        await engine.clock.advance(60_000);
        expect(engine.attempts).to.have.lengthOf(attempts);
      }),
      { numRuns: 200 },
    );
  });
});
