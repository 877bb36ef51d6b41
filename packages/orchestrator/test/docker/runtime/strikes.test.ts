import { expect } from 'chai';
import { exitsOf, until } from '../../contract/worker-runtime.ts';
import { identify } from '../../../src/runtime/process/proc.ts';
import { useDockerBench } from './bench/docker-bench.ts';

describe('A container that somebody else lays hands on', () => {
  const bench = useDockerBench();

  it('is missed once when it is removed by force', async () => {
    const runtime = await bench.runtime();
    const exits = exitsOf(runtime);
    await runtime.start('worker-1');
    await bench.container('worker-1').remove({ force: true });
    await until(() => exits.length > 0);
    expect(await runtime.list()).to.be.empty;
    expect(await runtime.kill('worker-1')).to.be.undefined;
    expect(exits).to.deep.equal(['worker-1']);
    expect(await runtime.idle()).to.deep.equal(['worker-1']);
  });

  it('is gone for good when it is stopped', async () => {
    const runtime = await bench.runtime();
    const exits = exitsOf(runtime);
    await runtime.start('worker-1');
    await bench.ready('worker-1');
    await bench.container('worker-1').stop();
    await bench.emptied();
    expect(exits).to.deep.equal(['worker-1']);
  });

  it('is gone for good when it is restarted: what runs in it then is another process', async () => {
    const runtime = await bench.runtime();
    const exits = exitsOf(runtime);
    const { pid } = await runtime.start('worker-1');
    await bench.ready('worker-1');
    await bench
      .container('worker-1')
      .restart({ t: 0 })
      .catch(() => undefined);
    expect(identify(pid)).to.be.undefined;
    await bench.emptied();
    expect(exits).to.deep.equal(['worker-1']);
    expect((await runtime.start('worker-1')).pid).not.to.equal(pid);
  });

  it('is gone for good even when it has been told to start again by itself', async () => {
    const runtime = await bench.runtime();
    const exits = exitsOf(runtime);
    const { pid } = await runtime.start('worker-1');
    await bench.container('worker-1').update({ RestartPolicy: { Name: 'always' } });
    process.kill(pid, 'SIGKILL');
    await until(() => exits.length > 0);
    await bench.emptied();
    expect(exits).to.deep.equal(['worker-1']);
  });

  it('leaves its worker when it is paused, and the worker is asked to leave', async () => {
    const runtime = await bench.runtime();
    await runtime.start('worker-1');
    await bench.ready('worker-1');
    await bench.container('worker-1').pause();
    await runtime.stop('worker-1', 20_000);
    expect(await runtime.list()).to.be.empty;
  });

  it('has its last lines told when its worker fails', async () => {
    const runtime = await bench.runtime({ EXIT_AT_ONCE: '1' });
    await runtime.start('worker-1').catch(() => undefined);
    await bench.emptied();
    expect(bench.warnings).to.have.lengthOf(1);
    expect(bench.warnings[0]).to.deep.include({
      worker: 'worker-1',
      exitCode: 3,
      outOfMemory: false,
      lastLines: ['this is the end'],
    });
  });

  it('has nothing told of it when its worker leaves as it was asked to', async () => {
    const runtime = await bench.runtime();
    await runtime.start('worker-1');
    await bench.ready('worker-1');
    await runtime.stop('worker-1', 20_000);
    await bench.emptied();
    expect(bench.warnings).to.be.empty;
  });
});
