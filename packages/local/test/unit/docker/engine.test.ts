import { join } from 'node:path';
import { expect } from 'chai';
import { EngineError, engineOf, requireEngine } from '../../../src/docker/engine.ts';

function refusal(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe('the engine of this machine', () => {
  it('listens where DOCKER_HOST says, else DOCKER_SOCKET, else where it usually does', () => {
    const both = { DOCKER_HOST: 'unix:///a/docker.sock', DOCKER_SOCKET: '/b/docker.sock' };
    expect(engineOf(both).socketPath).to.equal('/a/docker.sock');
    expect(engineOf({ DOCKER_SOCKET: '/b/docker.sock' }).socketPath).to.equal('/b/docker.sock');
    expect(engineOf({}).socketPath).to.equal('/var/run/docker.sock');
  });

  it('is mounted from where DOCKER_SOCKET says, else from where it listens', () => {
    const env = { DOCKER_HOST: 'unix:///a/docker.sock' };
    expect(engineOf({ ...env, DOCKER_SOCKET: '/b/docker.sock' }).mountedSocketPath).to.equal(
      '/b/docker.sock',
    );
    expect(engineOf(env).mountedSocketPath).to.equal('/a/docker.sock');
  });

  it('is none of another machine, whose containers could not be reached', () => {
    const error = refusal(() => engineOf({ DOCKER_HOST: 'tcp://elsewhere:2375' }));
    expect(error).to.be.instanceOf(EngineError);
    expect(error).to.have.property('message').that.contains('"tcp://elsewhere:2375"');
  });

  it('is not there when nothing listens, which one sentence says', async () => {
    const socket = join(import.meta.dirname, 'no-such-socket');
    const error: unknown = await requireEngine(engineOf({ DOCKER_SOCKET: socket })).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(EngineError);
    expect(error).to.have.property('message', `there is no Docker engine at ${socket}.`);
  });
});
