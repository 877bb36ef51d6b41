import { expect } from 'chai';
import { EngineUnavailableError } from '../../../src/runtime/docker/engine-errors.ts';
import type { DockerRuntime } from '../../../src/runtime/docker/docker-runtime.ts';
import { exitsOf, until } from '../../contract/worker-runtime.ts';
import { useDockerBench } from './bench/docker-bench.ts';
import { EngineProxy } from './bench/engine-proxy.ts';

describe('While the engine is away', () => {
  const bench = useDockerBench();
  let proxy: EngineProxy;
  let runtime: DockerRuntime;

  beforeEach(async () => {
    proxy = await EngineProxy.start(bench.socketPath);
    runtime = await bench.open({ socketPath: proxy.socketPath });
  });

  afterEach(async () => {
    await runtime.close();
    await proxy.close();
  });

  it('nothing can be told or done, and all goes on when it is back', async () => {
    const worker = await runtime.start('worker-1');
    await proxy.cut();
    for (const call of [
      () => runtime.list(),
      () => runtime.start('worker-2'),
      () => runtime.stop('worker-1', 100),
      () => runtime.kill('worker-1'),
      () => runtime.idle(),
      () => runtime.forget('worker-2'),
      () => runtime.rename('worker-1', 'master'),
    ]) {
      expect(await call().catch((error: unknown) => error)).to.be.instanceOf(EngineUnavailableError);
    }
    await proxy.restore();
    expect(await runtime.list()).to.deep.equal([worker]);
    expect(await runtime.kill('worker-1')).to.equal(worker.pid);
  });

  it('a worker ends unheard, which is told once when the engine is back', async () => {
    const exits = exitsOf(runtime);
    await runtime.start('worker-1');
    const other = await runtime.start('worker-2');
    await proxy.cut();
    await bench.container('worker-1').kill();
    expect(exits).to.be.empty;
    await proxy.restore();
    await until(() => exits.length > 0);
    await bench.emptied('worker-1');
    expect(await runtime.list()).to.deep.equal([other]);
    expect(exits).to.deep.equal(['worker-1']);
  });

  it('a worker is restarted unheard, and does not go by the pid of its former self', async () => {
    const exits = exitsOf(runtime);
    await runtime.start('worker-1');
    await bench.ready('worker-1');
    await proxy.cut();
    await bench.container('worker-1').restart({ t: 0 });
    await proxy.restore();
    expect(await runtime.list()).to.be.empty;
    await bench.emptied();
    expect(exits).to.deep.equal(['worker-1']);
  });

  it('ends are told again afterwards, without anybody asking for a list', async () => {
    const exits = exitsOf(runtime);
    await runtime.start('worker-1');
    await proxy.cut();
    const streaming = proxy.streaming();
    await proxy.restore();
    await streaming;
    await bench.container('worker-1').kill();
    await until(() => exits.length > 0);
    expect(exits).to.deep.equal(['worker-1']);
  });
});
