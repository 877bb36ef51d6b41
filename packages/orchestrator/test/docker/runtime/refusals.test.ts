import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { DockerEngine } from '../../../src/runtime/docker/docker-engine.ts';
import { EngineRefusalError, EngineUnavailableError } from '../../../src/runtime/docker/engine-errors.ts';
import { unmetRequirements } from '../../../src/runtime/docker/requirements.ts';
import { useDockerBench } from './bench/docker-bench.ts';

describe('A start of a worker that the engine refuses', () => {
  const bench = useDockerBench();

  it('tells that the image is missing, and leaves nothing behind', async () => {
    const runtime = await bench.open({ spec: { workerImage: 'no-such-image:1' } });
    const failure = await runtime.start('worker-1').catch((error: unknown) => error);
    expect(failure)
      .to.be.instanceOf(EngineRefusalError)
      .with.property('message', 'No such image: no-such-image:1');
    expect(await bench.containers()).to.be.empty;
  });

  it('tells that the network is missing, and leaves no container behind', async () => {
    const runtime = await bench.open({ spec: { workerNetwork: 'no-such-network' } });
    const failure = await runtime.start('worker-1').catch((error: unknown) => error);
    expect(failure)
      .to.be.instanceOf(EngineRefusalError)
      .with.property('message', 'network no-such-network not found');
    await bench.emptied();
    expect(await runtime.list()).to.be.empty;
  });

  it("tells that the name is taken, and does not touch the other one's container", async () => {
    const stranger = await bench.docker.createContainer({
      name: bench.nameOf('worker-1'),
      Image: bench.spec.workerImage,
      Labels: { 'rideshare.deployment': bench.deployment },
    });
    const runtime = await bench.runtime();
    const failure = await runtime.start('worker-1').catch((error: unknown) => error);
    expect(failure)
      .to.be.instanceOf(EngineRefusalError)
      .with.property('message')
      .that.includes('already in use');
    expect((await stranger.inspect()).State.Status).to.equal('created');
  });
});

describe('Settings that do not fit the engine', () => {
  const bench = useDockerBench();
  const check = (socketPath: string, wrong: object = {}) => {
    const config = { ...bench.spec, dockerSocketPath: socketPath, containerPrefix: '', ...wrong };
    return unmetRequirements(new DockerEngine({ ...config, socketPath }), config);
  };

  it('are none when the image, the network and the volume are there', async () => {
    expect(await check(bench.socketPath)).to.be.empty;
  });

  it('are told one by one, with what to do', async () => {
    const wrong = {
      workerImage: 'nobody/nothing',
      workerNetwork: 'no-network',
      snapshotsVolume: 'no-volume',
    };
    expect(await check(bench.socketPath, wrong)).to.deep.equal([
      'WORKER_IMAGE must be an image that the Docker engine has, but there is no nobody/nothing: build it.',
      'WORKER_NETWORK must be a network of the Docker engine, but there is no no-network: create it.',
      'SNAPSHOTS_VOLUME must be a volume of the Docker engine, but there is no no-volume: create it.',
    ]);
  });

  it('are a socket that is not there, but not an engine that is away', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'no-engine-'));
    const path = join(dir, 'docker.sock');
    expect(await check(path)).to.deep.equal([
      `DOCKER_SOCKET_PATH must be the socket of a Docker engine, but there is no ${path}: start the engine, or mount its socket there.`,
    ]);
    abandonSocket(path);
    expect(await check(path).catch((error: unknown) => error)).to.be.instanceOf(EngineUnavailableError);
    rmSync(dir, { recursive: true });
  });
});

/** What an engine leaves that is killed: a socket on which nobody listens. */
function abandonSocket(path: string): void {
  const listen =
    "require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))";
  spawnSync(process.execPath, ['-e', listen, path]);
}
