import { expect } from 'chai';
import { PacedReads } from '../../support/paced-reads.ts';
import { useSystem } from '../../support/system.ts';
import { newTable } from '../../support/tables.ts';
import { awaitCast } from '../../support/workers.ts';

/** Each differs from the one before in its number of slaves, so that every decision shows. */
const CASES = [
  { perWindow: 21, slaves: 2 },
  { perWindow: 20, slaves: 1 },
  { perWindow: 41, slaves: 3 },
  { perWindow: 40, slaves: 2 },
  { perWindow: 61, slaves: 4 },
  { perWindow: 60, slaves: 3 },
  { perWindow: 0, slaves: 1 },
];

describe('The number of slaves', function () {
  this.timeout(120_000);
  let master: number;
  const others = { over: false, statuses: new Set<number>(), done: Promise.resolve() };

  after('stop reading, while the system is still there', async () => {
    others.over = true;
    await Promise.all([others.done, reads.stop()]);
  });

  const { dbaas } = useSystem({ MAX_SLAVES: '8', READ_WINDOW_MS: '2000' });
  const reads = new PacedReads(dbaas);

  /** Reads that don't count, without a pause. */
  async function readTables(table: string): Promise<void> {
    while (!others.over) others.statuses.add((await dbaas.get(`/api/v1/db/tables/${table}`)).status);
  }

  before('read all the time', async () => {
    const table = await newTable(dbaas);
    ({ master } = await awaitCast(dbaas, 1));
    others.done = readTables(table);
    reads.start(table);
  });

  for (const { perWindow, slaves } of CASES) {
    it(`is ${slaves} when there are ${perWindow} reads in a window, and the master stays`, async () => {
      reads.perWindow = perWindow;
      expect((await awaitCast(dbaas, slaves)).master).to.equal(master);
    });
  }

  it('has changed so often without the loss of a read', () => {
    expect([...reads.statuses]).to.deep.equal([200]);
    expect([...others.statuses]).to.deep.equal([200]);
  });
});
