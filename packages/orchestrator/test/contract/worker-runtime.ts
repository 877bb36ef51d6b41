import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { identify } from '../../src/runtime/process/proc.ts';
import type { WorkerProcess, WorkerRuntime } from '../../src/runtime/worker-runtime.ts';

/** A place of its own for one test, with runtimes and workers in it. */
export interface RuntimeBench {
  /** Each one is another orchestrator in the same place; the environment is that of the workers it starts. */
  runtime(env?: Record<string, string>): Promise<WorkerRuntime>;
  /** Waits until the worker has set up what it does on a signal; answers how often it was started on its data. */
  ready(id: string): Promise<{ starts: number }>;
  /** Does to the worker what an operator can, without its runtime. */
  freeze(worker: WorkerProcess): Promise<void>;
  kill(worker: WorkerProcess): Promise<void>;
}

/** What every runtime of workers promises. */
export function describeRuntime(bench: () => RuntimeBench): void {
  it('lists a worker as soon as its start has resolved', async () => {
    const runtime = await bench().runtime();
    const before = Date.now();
    const started = await Promise.all([runtime.start('worker-1'), runtime.start('worker-2')]);
    expect(await runtime.list()).to.have.deep.members(started);
    for (const { pid, startedAt } of started) {
      expect(identify(pid)).to.include({ pid });
      expect(startedAt).to.be.within(before, Date.now());
    }
  });

  it('starts no second process for a worker that is running, or that is just being started', async () => {
    const runtime = await bench().runtime();
    const [first, same] = await Promise.all([runtime.start('worker-1'), runtime.start('worker-1')]);
    expect(same).to.deep.equal(first);
    expect(await runtime.start('worker-1')).to.deep.equal(first);
    expect(await (await bench().runtime()).start('worker-1')).to.deep.equal(first);
  });

  it('lets a stopped worker finish by itself, and tells of its exit once', async () => {
    const runtime = await bench().runtime();
    const exits = exitsOf(runtime);
    const { pid } = await runtime.start('worker-1');
    await bench().ready('worker-1');
    await runtime.stop('worker-1', 20_000);
    expect(identify(pid)).to.be.undefined;
    expect(await runtime.list()).to.be.empty;
    expect(exits).to.deep.equal(['worker-1']);
  });

  it('kills a worker that ignores the request to stop, once its grace is over', async () => {
    const runtime = await bench().runtime({ IGNORE_SIGTERM: '1' });
    const { pid } = await runtime.start('worker-1');
    await bench().ready('worker-1');
    await runtime.stop('worker-1', 50);
    expect(identify(pid)).to.be.undefined;
  });

  it('kills a frozen worker, and tells the pid that it had', async () => {
    const runtime = await bench().runtime();
    const exits = exitsOf(runtime);
    const worker = await runtime.start('worker-1');
    await bench().freeze(worker);
    expect(await runtime.list()).to.deep.equal([worker]);
    expect(await runtime.kill('worker-1')).to.equal(worker.pid);
    expect(identify(worker.pid)).to.be.undefined;
    expect(await runtime.list()).to.be.empty;
    expect(exits).to.deep.equal(['worker-1']);
  });

  it('stops and kills a worker that it has never heard of without ado', async () => {
    const runtime = await bench().runtime();
    await runtime.stop('worker-1', 1_000);
    expect(await runtime.kill('worker-1')).to.equal(undefined);
  });

  it('tells of a worker that was killed by somebody else, once', async () => {
    const runtime = await bench().runtime();
    const exits = exitsOf(runtime);
    const worker = await runtime.start('worker-1');
    await bench().kill(worker);
    await until(() => exits.length > 0);
    expect(await runtime.list()).to.be.empty;
    expect(await runtime.kill('worker-1')).to.equal(undefined);
    expect(exits).to.deep.equal(['worker-1']);
  });

  it('tells of a worker that ended by itself', async () => {
    const runtime = await bench().runtime({ EXIT_AT_ONCE: '1' });
    const exits = exitsOf(runtime);
    await runtime.start('worker-1').catch(() => undefined);
    await until(() => exits.length > 0);
    expect(exits).to.deep.equal(['worker-1']);
    expect(await runtime.list()).to.be.empty;
  });

  it('finds the workers of an earlier orchestrator, and stops them', async () => {
    const worker = await (await bench().runtime()).start('worker-1');
    await bench().ready('worker-1');
    const runtime = await bench().runtime();
    const exits = exitsOf(runtime);
    expect(await runtime.list()).to.deep.equal([worker]);
    await runtime.stop('worker-1', 20_000);
    expect(identify(worker.pid)).to.be.undefined;
    expect(exits).to.deep.equal(['worker-1']);
  });

  it('tells of the exit of an adopted worker, without having been asked for a list', async () => {
    const worker = await (await bench().runtime()).start('worker-1');
    const exits = exitsOf(await bench().runtime());
    await bench().kill(worker);
    await until(() => exits.length > 0);
    expect(exits).to.deep.equal(['worker-1']);
  });

  it('leaves the workers running when it is closed, and is silent from then on', async () => {
    const first = await bench().runtime();
    const exits = exitsOf(first);
    await first.start('worker-1');
    await first.close();

    const second = await bench().runtime();
    expect(await second.list()).to.have.lengthOf(1);
    await second.kill('worker-1');
    expect(exits).to.be.empty;
  });

  it('keeps the data of a worker for its next start', async () => {
    const runtime = await bench().runtime();
    const first = await runtime.start('worker-1');
    expect(await bench().ready('worker-1')).to.include({ starts: 1 });
    await runtime.kill('worker-1');
    const second = await runtime.start('worker-1');
    expect(second.pid).not.to.equal(first.pid);
    expect(await bench().ready('worker-1')).to.include({ starts: 2 });
  });

  it('offers the copies of workers that do not run, the newest first', async () => {
    const runtime = await bench().runtime();
    for (const id of ['older', 'newer', 'running']) await runtime.start(id);
    for (const id of ['older', 'newer', 'running']) await bench().ready(id);
    await runtime.stop('older', 20_000);
    await runtime.stop('newer', 20_000);
    expect(await runtime.idle()).to.deep.equal(['newer', 'older']);
  });

  it('forgets a copy, but never under a running worker', async () => {
    const runtime = await bench().runtime();
    await runtime.start('worker-1');
    const failure = await runtime.forget('worker-1').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    expect(await runtime.list()).to.have.lengthOf(1);
    await runtime.kill('worker-1');
    expect(await runtime.idle()).to.deep.equal(['worker-1']);
    await runtime.forget('worker-1');
    expect(await runtime.idle()).to.be.empty;
    await runtime.forget('worker-1');
  });

  it('refuses what cannot be the id of a worker', async () => {
    const runtime = await bench().runtime();
    const failure = await runtime.start('../worker-1').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(TypeError);
  });
}

/** The ids of the workers that this runtime has seen end. */
export function exitsOf(runtime: Pick<WorkerRuntime, 'onExit'>): string[] {
  const exits: string[] = [];
  runtime.onExit((id) => exits.push(id));
  return exits;
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(5);
}
