import { existsSync, mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Workbench } from './workbench.ts';

describe('The folders of stopped workers', () => {
  let bench: Workbench;

  beforeEach(() => {
    bench = new Workbench();
  });

  afterEach(() => bench.close());

  it('are offered with the newest copy first, and those without data last', async () => {
    const runtime = bench.runtime();
    for (const id of ['older', 'newer', 'running']) await runtime.start(id);
    for (const id of ['older', 'newer', 'running']) await bench.ready(id);
    for (const id of ['older', 'newer']) await runtime.kill(id);
    mkdirSync(join(bench.dir, 'empty', 'data'), { recursive: true });
    const aMinuteAgo = Date.now() / 1000 - 60;
    utimesSync(join(bench.dir, 'older', 'data', 'ready.json'), aMinuteAgo, aMinuteAgo);
    expect(await runtime.idle()).to.deep.equal(['newer', 'older', 'empty']);
  });

  it('keep the data for the next start of the same worker', async () => {
    const runtime = bench.runtime();
    const first = await runtime.start('worker-1');
    await bench.ready('worker-1');
    await runtime.kill('worker-1');
    const second = await runtime.start('worker-1');
    expect(second.pid).not.to.equal(first.pid);
    expect(existsSync(join(bench.dir, 'worker-1', 'data', 'ready.json'))).to.be.true;
  });

  it('are removed when forgotten, but never under a running worker', async () => {
    const runtime = bench.runtime();
    await runtime.start('worker-1');
    const failure = await runtime.forget('worker-1').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    expect(await runtime.list()).to.have.lengthOf(1);
    await runtime.kill('worker-1');
    await runtime.forget('worker-1');
    expect(existsSync(join(bench.dir, 'worker-1'))).to.be.false;
    await runtime.forget('worker-1');
  });

  it('cannot lie outside of the folder of all workers', async () => {
    const failure = await bench
      .runtime()
      .start('../worker-1')
      .catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(TypeError);
  });
});
