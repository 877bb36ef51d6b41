import { expect } from 'chai';
import { awaitContainers } from '../support/docker/cast.ts';
import { workerVolumes } from '../support/docker/containers.ts';
import { useDockerSystem } from '../support/docker/system.ts';
import { PacedReads } from '../support/paced-reads.ts';
import { newTable } from '../support/tables.ts';

const MOST_SLAVES = 4;
const READS_FOR_MOST = 61;
const ROUNDS = 2;

describe('The containers of slaves', function () {
  this.timeout(240_000);
  let master: string;

  after('stop reading, while the system is still there', () => reads.stop());

  const system = useDockerSystem({ MAX_SLAVES: String(MOST_SLAVES), READ_WINDOW_MS: '2000' });
  const { dbaas, running } = system;
  const reads = new PacedReads(dbaas);

  before('read all the time', async () => {
    reads.start(await newTable(dbaas));
    master = (await awaitContainers(system, 1)).master.containerId;
  });

  for (let round = 1; round <= ROUNDS; round++) {
    it(`are named slave to slave-4 when reads call for four, and the master stays (${round})`, async () => {
      reads.perWindow = READS_FOR_MOST;
      expect((await awaitContainers(system, MOST_SLAVES)).master.containerId).to.equal(master);
    });

    it(`are one, named slave, when nobody reads any more, and the master stays (${round})`, async () => {
      reads.perWindow = 0;
      expect((await awaitContainers(system, 1)).master.containerId).to.equal(master);
    });

    it(`have left no more volumes than there were workers at a time (${round})`, async () => {
      expect(await workerVolumes(running())).to.have.lengthOf(1 + MOST_SLAVES);
    });
  }

  it('have come and gone without the loss of a read', () => {
    expect([...reads.statuses]).to.deep.equal([200]);
  });
});
