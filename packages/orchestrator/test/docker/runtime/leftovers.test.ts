import { expect } from 'chai';
import { containerSpec } from '../../../src/runtime/docker/container-spec.ts';
import { until } from '../../contract/worker-runtime.ts';
import { useDockerBench } from './bench/docker-bench.ts';

describe('What an orchestrator that died has left on the engine', () => {
  const bench = useDockerBench();
  const create = (id: string) => bench.docker.createContainer(containerSpec(id, { ...bench.spec, env: {} }));

  it('is removed when it is a container that was never started', async () => {
    await create('worker-1');
    const runtime = await bench.runtime();
    await bench.emptied();
    expect(await runtime.list()).to.be.empty;
    expect(await runtime.idle()).to.deep.equal(['worker-1']);
  });

  it('is removed when it is created after the next one has begun', async () => {
    const runtime = await bench.runtime();
    await create('worker-1');
    await runtime.list();
    await bench.emptied();
  });

  it('is removed when it is a container that has ended meanwhile, and what it had last written is told', async () => {
    const container = await bench.docker.createContainer(
      containerSpec('worker-1', { ...bench.spec, env: { EXIT_AT_ONCE: '1' } }),
    );
    await container.start();
    await container.wait();
    await bench.runtime();
    await bench.emptied();
    expect(bench.warnings).to.have.lengthOf(1);
    expect(bench.warnings[0]).to.deep.include({ exitCode: 3, lastLines: ['this is the end'] });
  });

  it('is removed when it is a container that was started again meanwhile', async () => {
    const container = await create('worker-1');
    await container.start();
    await container.restart({ t: 0 });
    const runtime = await bench.runtime();
    expect(await runtime.list()).to.be.empty;
    await bench.emptied();
  });

  it('is a copy that can be used at once', async () => {
    for (const id of ['ended', 'created']) await create(id);
    const ended = bench.container('ended');
    await ended.start();
    await ended.kill();
    const runtime = await bench.runtime();
    await Promise.all([runtime.start('ended'), runtime.start('created')]);
    expect((await runtime.list()).map(({ id }) => id)).to.have.members(['ended', 'created']);
  });

  it('is the newest copy when its worker has run last, whichever was made last', async () => {
    for (const id of ['ran', 'never-ran']) await create(id);
    await bench.container('ran').start();
    await bench.container('ran').kill();
    const runtime = await bench.runtime();
    await bench.emptied();
    await until(async () => (await runtime.idle()).length === 2);
    expect(await runtime.idle()).to.deep.equal(['ran', 'never-ran']);
  });
});
