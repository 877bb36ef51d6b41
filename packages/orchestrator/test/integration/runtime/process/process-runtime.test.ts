import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { identify } from '../../../../src/runtime/process/proc.ts';
import { exitsOf, until, Workbench } from './workbench.ts';

describe('The process runtime', () => {
  let bench: Workbench;

  beforeEach(() => {
    bench = new Workbench();
  });

  afterEach(() => bench.close());

  it('starts a worker as a process with its own folder, and no environment but the given one', async () => {
    const before = Date.now();
    const { id, pid, startedAt } = await bench.runtime({ AMQP_URL: 'amqp://somewhere' }).start('worker-1');
    const { environment } = await bench.ready('worker-1');
    expect(id).to.equal('worker-1');
    expect(identify(pid)).to.include({ pid });
    expect(startedAt).to.be.within(before, Date.now());
    expect(environment).to.deep.equal({
      AMQP_URL: 'amqp://somewhere',
      WORKER_ID: 'worker-1',
      DATA_DIR: join(bench.dir, 'worker-1', 'data'),
    });
    expect(readFileSync(join(bench.dir, 'worker-1', 'worker.log'), 'utf8')).to.equal('ready\n');
  });

  it('lists a worker as soon as its start has resolved', async () => {
    const runtime = bench.runtime();
    const started = await Promise.all([runtime.start('worker-1'), runtime.start('worker-2')]);
    expect(await runtime.list()).to.have.deep.members(started);
  });

  it('starts no second process for a worker that is running', async () => {
    const runtime = bench.runtime();
    const first = await runtime.start('worker-1');
    expect(await runtime.start('worker-1')).to.deep.equal(first);
    expect(await bench.runtime().start('worker-1')).to.deep.equal(first);
  });

  it('lets a stopped worker finish by itself, and tells of its exit once', async () => {
    const runtime = bench.runtime();
    const exits = exitsOf(runtime);
    const { pid } = await runtime.start('worker-1');
    await bench.ready('worker-1');
    await runtime.stop('worker-1', 20_000);
    expect(identify(pid)).to.be.undefined;
    expect(await runtime.list()).to.be.empty;
    expect(exits).to.deep.equal(['worker-1']);
  });

  it('kills a worker that ignores the request to stop, once its grace is over', async () => {
    const runtime = bench.runtime({ IGNORE_SIGTERM: '1' });
    const { pid } = await runtime.start('worker-1');
    await bench.ready('worker-1');
    await runtime.stop('worker-1', 50);
    expect(identify(pid)).to.be.undefined;
  });

  it('kills a frozen worker, and tells the pid that it had', async () => {
    const runtime = bench.runtime();
    const { pid } = await runtime.start('worker-1');
    process.kill(pid, 'SIGSTOP');
    expect(await runtime.kill('worker-1')).to.equal(pid);
    expect(identify(pid)).to.be.undefined;
  });

  it('ends what a killed worker had started with it', async () => {
    const runtime = bench.runtime({ HELPER: '1' });
    await runtime.start('worker-1');
    const { helper = 0 } = await bench.ready('worker-1');
    expect(identify(helper)).to.include({ pid: helper });
    await runtime.kill('worker-1');
    await until(() => identify(helper) === undefined);
  });

  it('stops and kills a worker that it has never heard of without ado', async () => {
    await bench.runtime().stop('worker-1', 1_000);
    expect(await bench.runtime().kill('worker-1')).to.equal(undefined);
  });

  it('tells of a worker that ended by itself', async () => {
    const runtime = bench.runtime({ EXIT_AT_ONCE: '1' });
    const exits = exitsOf(runtime);
    await runtime.start('worker-1');
    await until(() => exits.length > 0);
    expect(exits).to.deep.equal(['worker-1']);
    expect(await runtime.list()).to.be.empty;
  });

  it('fails a start whose program cannot be run', async () => {
    const runtime = bench.runtime({ BAD: 'a\0b' });
    const failure = await runtime.start('worker-1').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    expect(await runtime.list()).to.be.empty;
  });

  it('leaves no process behind that it could not record', async () => {
    const runtime = bench.runtime();
    mkdirSync(join(bench.dir, 'worker-1', 'worker.json', 'in-the-way'), { recursive: true });
    const exits = exitsOf(runtime);
    const failure = await runtime.start('worker-1').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    await until(() => exits.length > 0);
    expect(await runtime.list()).to.be.empty;
  });

  it('neither lists nor ends a stranger that has got the pid of a dead worker', async () => {
    const runtime = bench.runtime();
    const { pid } = await runtime.start('stranger');
    const record = readFileSync(join(bench.dir, 'stranger', 'worker.json'), 'utf8');
    await runtime.start('worker-1');
    await runtime.kill('worker-1');
    const reused = { ...(JSON.parse(record) as { startTime: number }), id: 'worker-1', startTime: 1 };
    writeFileSync(join(bench.dir, 'worker-1', 'worker.json'), JSON.stringify(reused));

    expect(await runtime.list()).to.have.lengthOf(1);
    await runtime.stop('worker-1', 0);
    await runtime.kill('worker-1');
    expect(identify(pid)).to.include({ pid });
    expect(await runtime.idle()).to.deep.equal(['worker-1']);
  });
});
