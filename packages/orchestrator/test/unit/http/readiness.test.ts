import { expect } from 'chai';
import { readiness, type Parts } from '../../../src/http/readiness.ts';

const parts: Parts = {
  database: { connected: true, blocked: undefined, fenced: true },
  members: { workers: () => Promise.resolve([]) },
  engine: undefined,
};

describe('The readiness of the orchestrator', () => {
  it('says nothing of Docker where workers are no containers', async () => {
    expect((await readiness(parts)).dependencies).to.have.keys('rabbitmq', 'zookeeper', 'master', 'slaves');
  });

  it('tells that the Docker engine is away, without which reads and writes are answered all the same', async () => {
    const { ready, dependencies } = await readiness({ ...parts, engine: { connected: false } });
    expect(ready).to.be.true;
    expect(dependencies['docker']).to.deep.equal({ ok: false, detail: 'not connected' });
  });
});
