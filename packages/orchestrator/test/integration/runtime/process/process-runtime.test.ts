import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { identify } from '../../../../src/runtime/process/proc.ts';
import { describeRuntime, exitsOf, until } from '../../../contract/worker-runtime.ts';
import { Workbench } from './workbench.ts';

describe('The process runtime', () => {
  let bench: Workbench;

  beforeEach(() => {
    bench = new Workbench();
  });

  afterEach(() => bench.close());

  describeRuntime(() => bench);

  it('starts a worker as a process with its own folder, and no environment but the given one', async () => {
    const runtime = await bench.runtime({ AMQP_URL: 'amqp://somewhere' });
    const { pid } = await runtime.start('worker-1');
    const ready = await bench.ready('worker-1');
    expect(ready.pid).to.equal(pid);
    expect(ready.environment).to.deep.equal({
      AMQP_URL: 'amqp://somewhere',
      WORKER_ID: 'worker-1',
      DATA_DIR: join(bench.dir, 'worker-1', 'data'),
    });
    const log = join(bench.dir, 'worker-1', 'worker.log');
    await until(() => readFileSync(log, 'utf8') === `${JSON.stringify(ready)}\n`);
  });

  it('ends what a killed worker had started with it', async () => {
    const runtime = await bench.runtime({ HELPER: '1' });
    await runtime.start('worker-1');
    const { helper = 0 } = await bench.ready('worker-1');
    expect(identify(helper)).to.include({ pid: helper });
    await runtime.kill('worker-1');
    await until(() => identify(helper) === undefined);
  });

  it('fails a start whose program cannot be run', async () => {
    const runtime = await bench.runtime({ BAD: 'a\0b' });
    const failure = await runtime.start('worker-1').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    expect(await runtime.list()).to.be.empty;
  });

  it('leaves no process behind that it could not record', async () => {
    const runtime = await bench.runtime();
    mkdirSync(join(bench.dir, 'worker-1', 'worker.json', 'in-the-way'), { recursive: true });
    const exits = exitsOf(runtime);
    const failure = await runtime.start('worker-1').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    await until(() => exits.length > 0);
    expect(await runtime.list()).to.be.empty;
  });

  it('neither lists nor ends a stranger that has got the pid of a dead worker', async () => {
    const runtime = await bench.runtime();
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

  it('takes the copy for the newest whose data were changed last, and those without data for the oldest', async () => {
    const runtime = await bench.runtime();
    for (const id of ['older', 'newer']) await runtime.start(id);
    for (const id of ['older', 'newer']) await bench.ready(id);
    for (const id of ['newer', 'older']) await runtime.kill(id);
    mkdirSync(join(bench.dir, 'empty', 'data'), { recursive: true });
    const aMinuteAgo = Date.now() / 1000 - 60;
    for (const file of ['ready.json', 'starts'])
      utimesSync(join(bench.dir, 'older', 'data', file), aMinuteAgo, aMinuteAgo);
    expect(await runtime.idle()).to.deep.equal(['newer', 'older', 'empty']);
  });

  it('removes the folder of a worker that is forgotten', async () => {
    const runtime = await bench.runtime();
    await runtime.start('worker-1');
    await runtime.kill('worker-1');
    await runtime.forget('worker-1');
    expect(existsSync(join(bench.dir, 'worker-1'))).to.be.false;
  });
});
