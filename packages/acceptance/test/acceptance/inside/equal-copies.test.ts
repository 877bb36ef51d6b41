import { expect } from 'chai';
import { equalOffsets } from '../../support/copies.ts';
import { familyTables, mixedWrite } from '../../support/mixed-writes.ts';
import { parallel, tally } from '../../support/parallel.ts';
import { dbaas, shared } from '../../support/shared.ts';
import { countRows, write } from '../../support/tables.ts';

const WRITES = 20_000;
const AT_ONCE = 64;

describe('the copies of all workers', function () {
  this.timeout(300_000);

  it(`are equal at one offset of the log after ${WRITES} mixed writes`, async () => {
    const tables = await familyTables(dbaas);
    let last = -1;
    const statuses = await parallel(WRITES, AT_ONCE, async () => {
      const answer = await write(dbaas, mixedWrite(tables));
      if (answer.status === 200) last = Math.max(last, (answer.json as { offset: number }).offset);
      return answer.status;
    });
    expect(tally(statuses)).to.have.all.keys('200', '409');
    expect(await countRows(dbaas, tables.parents)).to.be.above(100);
    expect(await countRows(dbaas, tables.children)).to.be.above(100);

    const [master, ...others] = await equalOffsets(shared.running().workersDir, last);
    expect(others).not.to.be.empty;
    expect(master?.tables).to.include.all.keys(tables.parents, tables.children);
    for (const other of others) expect(other.tables).to.deep.equal(master?.tables);
  });
});
