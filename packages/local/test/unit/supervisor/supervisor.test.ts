import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { Supervisor } from '../../../src/supervisor/supervisor.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { StandInRunner, unitNamed } from '../../support/stand-in-runner.ts';
import type { PartRecord } from '../../../src/supervisor/part.ts';

async function rejection(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'it did not fail',
    (error: unknown) => (error as Error).message,
  );
}

describe('the supervisor', () => {
  let clock: ManualClock;
  let runner: StandInRunner;
  let written: PartRecord[][];

  beforeEach(() => {
    clock = new ManualClock();
    runner = new StandInRunner();
    written = [];
  });

  function supervise(...units: ReturnType<typeof unitNamed>[]): Supervisor {
    const onChange = (parts: PartRecord[]) => written.push(parts);
    return new Supervisor({ units, runner, clock, onChange });
  }

  const states = (supervisor: Supervisor) => supervisor.records().map(({ state }) => state);

  it('starts each unit when the one before it is ready, and stops them in reverse order', async () => {
    const supervisor = supervise(unitNamed('a'), unitNamed('b'));
    await supervisor.start();
    expect(runner.events).to.deep.equal(['launch a', 'ready a', 'launch b', 'ready b']);
    runner.events.length = 0;
    await supervisor.stop();
    expect(runner.events).to.deep.equal(['stop b 102', 'stop a 101']);
    expect(states(supervisor)).to.deep.equal(['stopped', 'stopped']);
  });

  it('starts the next unit when what its caller does between them is done', async () => {
    const supervisor = supervise(unitNamed('a'), unitNamed('b'));
    await supervisor.start((name) => {
      runner.events.push(`after ${name}`);
      return Promise.resolve();
    });
    expect(runner.events).to.deep.equal(['launch a', 'ready a', 'after a', 'launch b', 'ready b', 'after b']);
  });

  it('ends what a unit leaves running on purpose after the unit and before the one under it', async () => {
    const afterStop = () => {
      runner.events.push('after b');
      return Promise.resolve();
    };
    const supervisor = supervise(unitNamed('a'), unitNamed('b', { afterStop }));
    await supervisor.start();
    runner.events.length = 0;
    await supervisor.stop();
    expect(runner.events).to.deep.equal(['stop b 102', 'after b', 'stop a 101']);
  });

  it('tells of a process before it is ready, so that a supervisor killed then leaves none unknown', async () => {
    runner.slow.add('a');
    const supervisor = supervise(unitNamed('a'));
    const start = rejection(supervisor.start());
    await turn();
    expect(written.at(-1)).to.deep.equal([
      { name: 'a', state: 'starting', restarts: 0, process: { pid: 101, startTime: 1 }, startedAt: 0 },
    ]);
    await supervisor.stop();
    expect(await start).to.equal('a was stopped while it was starting');
  });

  it('stops all again, and says why, when a unit does not become ready', async () => {
    runner.broken.set('b', 'b has no disk');
    const supervisor = supervise(unitNamed('a'), unitNamed('b'), unitNamed('c'));
    expect(await rejection(supervisor.start())).to.equal('b has no disk');
    expect(runner.events).to.deep.equal(['launch a', 'ready a', 'launch b', 'stop b 102', 'stop a 101']);
  });

  it('stops all again when its caller gives up between two units', async () => {
    const supervisor = supervise(unitNamed('a'), unitNamed('b'));
    const failed = await rejection(supervisor.start(() => Promise.reject(new Error('not as expected'))));
    expect(failed).to.equal('not as expected');
    expect(runner.events).to.deep.equal(['launch a', 'ready a', 'stop a 101']);
  });

  it('starts a unit again that dies, after sweeping up what is left of it', async () => {
    const supervisor = supervise(unitNamed('a'));
    await supervisor.start();
    runner.die('a', 'SIGKILL');
    await turn();
    expect(supervisor.records()[0]).to.include({
      state: 'restarting',
      trouble: 'SIGKILL',
      process: undefined,
    });
    clock.wakeAll();
    await supervisor.part('a').awaitRunning();
    expect(runner.events).to.deep.equal(['launch a', 'ready a', 'stop a 101', 'launch a', 'ready a']);
    expect(supervisor.records()[0]).to.deep.include({ restarts: 1, process: { pid: 102, startTime: 1 } });
  });

  it('waits twice as long before each start of a unit that keeps dying, at most 5 s', async () => {
    const supervisor = supervise(unitNamed('a'));
    await supervisor.start();
    const pauses: number[] = [];
    for (let death = 0; death < 8; death += 1) {
      runner.die('a', 'SIGKILL');
      await turn();
      pauses.push(...clock.pauses);
      clock.wakeAll();
      await supervisor.part('a').awaitRunning();
    }
    expect(pauses).to.deep.equal([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
  });

  it('starts again soon when the unit had run well for half a minute', async () => {
    const supervisor = supervise(unitNamed('a'));
    await supervisor.start();
    for (const ranMs of [0, 0, 30_000]) {
      clock.pass(ranMs);
      runner.die('a', 'SIGKILL');
      await turn();
      if (ranMs > 0) expect(clock.pauses).to.deep.equal([100]);
      clock.wakeAll();
      await supervisor.part('a').awaitRunning();
    }
  });

  it('goes on trying when a unit that once ran does not become ready again', async () => {
    const supervisor = supervise(unitNamed('a'));
    await supervisor.start();
    runner.broken.set('a', 'no disk');
    runner.die('a', 'SIGKILL');
    await turn();
    clock.wakeAll();
    await turn();
    expect(supervisor.records()[0]).to.include({ state: 'restarting', trouble: 'no disk' });
    runner.broken.clear();
    clock.wakeAll();
    await supervisor.part('a').awaitRunning();
  });

  it('does not start a unit again that dies while all are stopped', async () => {
    const supervisor = supervise(unitNamed('a'));
    await supervisor.start();
    runner.die('a', 'SIGKILL');
    await turn();
    await supervisor.stop();
    clock.wakeAll();
    await turn();
    expect(runner.events).to.deep.equal(['launch a', 'ready a', 'stop a 101']);
  });

  it('can stop one unit and start it again', async () => {
    const supervisor = supervise(unitNamed('a'), unitNamed('b'));
    await supervisor.start();
    await supervisor.part('a').stop();
    expect(states(supervisor)).to.deep.equal(['stopped', 'running']);
    await supervisor.part('a').start();
    expect(states(supervisor)).to.deep.equal(['running', 'running']);
  });
});
