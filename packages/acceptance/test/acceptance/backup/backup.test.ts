import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'chai';
import { openBackup, saveBackup } from '../../support/backups.ts';
import { InsertLoad, LOG_TABLE } from '../../support/insert-load.ts';
import { dbaas, shared } from '../../support/shared.ts';
import { newTable, write } from '../../support/tables.ts';

const BALANCE = 100;
const ACCOUNTS = {
  columns: [
    { name: 'id', type: 'integer', primaryKey: true },
    { name: 'balance', type: 'integer', notNull: true },
  ],
};

/** Moves money between two accounts until it is told to stop; the sum of both never changes. */
async function transfer(table: string, until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    const moved = randomInt(BALANCE);
    const set = (id: number, balance: number) => ({ table, update: { balance }, where: { id } });
    await write(dbaas, { transaction: [set(1, BALANCE - moved), set(2, BALANCE + moved)] });
  }
}

describe('a backup that is taken while writes go on', function () {
  this.timeout(120_000);

  it('is a sound SQLite file of one moment, with every write that was acknowledged before', async () => {
    const accounts = await newTable(dbaas, ACCOUNTS);
    await write(dbaas, { table: accounts, insert: [1, 2].map((id) => ({ id, balance: BALANCE })) });
    const log = await newTable(dbaas, LOG_TABLE);
    const load = new InsertLoad(dbaas, log);
    const stop = new AbortController();
    load.start();
    const transfers = transfer(accounts, stop.signal);
    try {
      for (let round = 0; round < 3; round++) {
        await load.more(50);
        const acknowledged = load.acknowledged;
        const file = join(shared.dir(), `backup-${round}.db`);
        await saveBackup(dbaas, file);
        const db = openBackup(file);
        expect(db.pragma('quick_check', { simple: true })).to.equal('ok');
        expect(db.pragma('foreign_key_check')).to.deep.equal([]);
        const sum = db.prepare(`SELECT sum(balance) FROM "${accounts}"`).pluck().get();
        expect(sum).to.equal(2 * BALANCE);
        const names = new Set(db.prepare(`SELECT name FROM "${log}"`).pluck().all());
        db.close();
        expect(acknowledged.filter((name) => !names.has(name))).to.deep.equal([]);
      }
    } finally {
      stop.abort();
      await transfers;
      await load.stop();
    }
  });
});
