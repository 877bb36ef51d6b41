import { expect } from 'chai';
import { createLogger } from '@rideshare/common';
import type { MasterInfo, WorkerInfo } from '@rideshare/dbaas';
import { Election } from '../../../src/election/election.ts';

const slave = (pid: number): WorkerInfo => ({ id: `w${pid}`, pid, role: 'slave', offset: 0 });

/** The election of worker w5 over a membership that the test plays by hand. */
class Stage {
  workers = [slave(5), slave(7)];
  master: MasterInfo | undefined;
  readonly calls: string[] = [];
  readonly election: Election;
  claim: Promise<boolean> = Promise.resolve(true);
  #wake: () => void = () => undefined;

  constructor() {
    this.election = new Election({
      self: { id: 'w5', pid: 5 },
      electorate: {
        workers: () => Promise.resolve(this.workers),
        master: () => Promise.resolve(this.master),
        claimMaster: () => {
          this.calls.push('claim');
          return this.claim;
        },
        updateWorker: ({ role }) => {
          this.calls.push(`register as ${String(role)}`);
          return Promise.resolve();
        },
        onChange: (listener) => (this.#wake = listener),
      },
      logger: createLogger('election', 'silent'),
      onElected: () => this.calls.push('elected'),
      onDeposed: () => this.calls.push('deposed'),
      onServe: (on) => this.calls.push(on ? 'serve' : 'do not serve'),
    });
  }

  /** What the election does when something may have changed. */
  async change(world: { workers?: WorkerInfo[]; master?: MasterInfo | undefined } = {}): Promise<string[]> {
    Object.assign(this, world);
    this.calls.length = 0;
    this.#wake();
    await new Promise(setImmediate);
    return [...this.calls];
  }
}

async function startedStage(): Promise<Stage> {
  const stage = new Stage();
  stage.master = { id: 'w9', pid: 9 };
  stage.election.start();
  await new Promise(setImmediate);
  return stage;
}

async function leadingStage(): Promise<Stage> {
  const stage = await startedStage();
  await stage.change({ master: undefined });
  stage.master = { id: 'w5', pid: 5 };
  return stage;
}

describe('An election', () => {
  it('leaves a slave serving reads while another is master', async () => {
    const stage = await startedStage();
    expect(await stage.change()).to.deep.equal(['serve']);
  });

  it('makes the slave with the lowest pid master, which serves no reads beside other slaves', async () => {
    const stage = await startedStage();
    expect(await stage.change({ master: undefined })).to.deep.equal([
      'claim',
      'elected',
      'register as master',
      'do not serve',
    ]);
  });

  it('lets the master serve reads while it is alone', async () => {
    const stage = await leadingStage();
    expect(await stage.change({ workers: [{ ...slave(5), role: 'master' }] })).to.deep.equal(['serve']);
    expect(await stage.change({ workers: [slave(5), slave(7)] })).to.deep.equal(['do not serve']);
  });

  it('takes the office back that went with a session, without being elected anew', async () => {
    const stage = await leadingStage();
    expect(await stage.change({ master: undefined })).to.deep.equal(['claim', 'do not serve']);
  });

  it('deposes a master in whose place another one is', async () => {
    const stage = await leadingStage();
    expect((await stage.change({ master: { id: 'w7', pid: 7 } }))[0]).to.equal('deposed');
  });

  it('makes master whose claim succeeded though its answer was lost', async () => {
    const stage = await startedStage();
    stage.claim = Promise.reject(new Error('no answer'));
    expect(await stage.change({ master: undefined })).to.deep.equal(['claim']);
    stage.claim = Promise.resolve(true);
    expect(await stage.change({ master: { id: 'w5', pid: 5 } })).to.include('elected');
  });

  it('does not take over the office that an earlier process of the same worker has left', async () => {
    const stage = await startedStage();
    expect(await stage.change({ master: { id: 'w5', pid: 4 } })).to.deep.equal(['serve']);
  });

  it('does nothing more once it is stopped, whatever it was about to do', async () => {
    const stage = await startedStage();
    const claim = Promise.withResolvers<boolean>();
    stage.claim = claim.promise;
    expect(await stage.change({ master: undefined })).to.deep.equal(['claim']);
    const stopped = stage.election.stop();
    claim.resolve(true);
    await stopped;
    expect(stage.calls).to.deep.equal(['claim']);
    expect(await stage.change()).to.deep.equal([]);
  });
});
