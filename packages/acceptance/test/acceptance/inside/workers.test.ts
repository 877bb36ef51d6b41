import { commandLine } from '@rideshare/fault-injection';
import { expect } from 'chai';
import { dbaas, shared } from '../../support/shared.ts';

describe('GET /api/v1/worker/list', () => {
  it('gives the pids of one master and one slave, sorted as numbers', async () => {
    const answer = await dbaas.get('/api/v1/worker/list');
    expect(answer.status).to.equal(200);
    const pids = answer.json as number[];
    expect(pids).to.have.lengthOf(2);
    expect(pids).to.deep.equal(pids.toSorted((a, b) => a - b));
    for (const pid of pids) expect(commandLine(pid)).to.match(/worker/);
  });

  it('gives neither the orchestrator nor a stranger', async () => {
    const pids = (await dbaas.get('/api/v1/worker/list')).json as number[];
    expect(pids).not.to.include(shared.running().unit('orchestrator').pid).and.not.to.include(process.pid);
  });
});
