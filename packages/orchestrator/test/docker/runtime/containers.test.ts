import { expect } from 'chai';
import { useDockerBench } from './bench/docker-bench.ts';

describe('The container of a worker', () => {
  const bench = useDockerBench();

  it('may do nothing but what a worker has to', async () => {
    const { pid, container } = await (await bench.runtime()).start('worker-1');
    const { Id, Name, State, Config, HostConfig, Mounts, NetworkSettings } = await bench
      .container('worker-1')
      .inspect();
    expect(container).to.deep.equal({ id: Id, name: 'worker-1' });
    expect(Name).to.equal(`/${bench.nameOf('worker-1')}`);
    expect(State.Pid).to.equal(pid);
    expect(Config.User).to.equal('node');
    expect(HostConfig).to.deep.include({
      NetworkMode: bench.spec.workerNetwork,
      ReadonlyRootfs: true,
      CapAdd: null,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges:true'],
      Privileged: false,
      Memory: bench.spec.workerMemoryBytes,
      MemorySwap: bench.spec.workerMemoryBytes,
      PidsLimit: bench.spec.workerPids,
      RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } },
      PortBindings: null,
      PublishAllPorts: false,
      Binds: null,
    });
    expect(Object.keys(HostConfig.Tmpfs as object)).to.deep.equal(['/tmp']);
    expect(Object.keys(NetworkSettings.Networks)).to.deep.equal([bench.spec.workerNetwork]);
    expect(Mounts.map(({ Type, Name: name, Destination }) => [Type, name, Destination])).to.have.deep.members(
      [
        ['volume', `${bench.deployment}-worker-1`, '/data'],
        ['volume', bench.spec.snapshotsVolume, '/snapshots'],
      ],
    );
  });

  it("has the worker's environment, beside that of its image", async () => {
    const runtime = await bench.runtime({ AMQP_URL: 'amqp://somewhere', DATA_DIR: 'elsewhere' });
    await runtime.start('worker-1');
    expect((await bench.ready('worker-1')).environment).to.include({
      WORKER_ID: 'worker-1',
      DATA_DIR: '/data',
      SNAPSHOTS_DIR: '/snapshots',
      AMQP_URL: 'amqp://somewhere',
      NODE_ENV: 'production',
    });
  });

  it('is found by its label, as its volume is, and is gone when the worker is', async () => {
    const runtime = await bench.runtime();
    await runtime.start('worker-1');
    const labels = { 'rideshare.deployment': bench.deployment, 'rideshare.worker': 'worker-1' };
    const [container] = await bench.containers();
    expect(container?.Labels).to.include(labels);
    await runtime.kill('worker-1');
    await bench.emptied();
    const volume = await bench.docker.getVolume(`${bench.deployment}-worker-1`).inspect();
    expect(volume.Labels).to.deep.equal(labels);
  });

  it('is called as it is told to, unless another one has that name', async () => {
    const runtime = await bench.runtime();
    await runtime.start('worker-1');
    await runtime.start('worker-2');
    await runtime.rename('worker-1', 'master');
    const failure = await runtime.rename('worker-2', 'master').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error).with.property('message').that.includes('already in use');
    expect(await bench.names()).to.have.members(['master', 'worker-2']);
    const listed = await runtime.list();
    expect(listed.map(({ id, container }) => [id, container.name])).to.have.deep.members([
      ['worker-1', 'master'],
      ['worker-2', 'worker-2'],
    ]);
    await runtime.kill('worker-1');
    await bench.emptied('worker-1');
    await runtime.rename('worker-2', 'master');
    expect(await bench.names()).to.deep.equal(['master']);
  });

  it('is not renamed when the worker does not run', async () => {
    const failure = await (
      await bench.runtime()
    )
      .rename('worker-1', 'master')
      .catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
  });

  it('is outdated for a runtime that would make it otherwise, and only for that one', async () => {
    const runtime = await bench.runtime();
    const worker = await runtime.start('worker-1');
    const { Id: image } = await bench.docker.getImage(bench.spec.workerImage).inspect();
    for (const others of [
      { spec: { workerImage: image } },
      { spec: { workerPids: bench.spec.workerPids + 1 } },
      { env: { LOG_LEVEL: 'debug' } },
    ])
      expect(await (await bench.open(others)).list()).to.deep.equal([{ ...worker, outdated: true }]);
    expect(await runtime.list()).to.deep.equal([worker]);
    expect(await (await bench.runtime()).list()).to.deep.equal([worker]);
  });

  it('is nobody’s business in another deployment', async () => {
    const deployment = `${bench.deployment}-other`;
    const spec = { deployment, containerPrefix: `${deployment}-` };
    const other = await bench.open({ spec });
    const runtime = await bench.runtime();
    const worker = await runtime.start('worker-1');
    try {
      const namesake = await other.start('worker-1');
      expect(namesake.pid).not.to.equal(worker.pid);
      expect(await other.kill('worker-1')).to.equal(namesake.pid);
      expect(await runtime.list()).to.deep.equal([worker]);
      expect(await runtime.idle()).to.be.empty;
      expect(await other.idle()).to.deep.equal(['worker-1']);
    } finally {
      await other.forget('worker-1');
    }
  });
});
