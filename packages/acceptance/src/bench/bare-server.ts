import Database from 'better-sqlite3';
import express from 'express';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { RIDES, SCHEMA, TABLE, rides, type Ride } from './dataset.ts';
import { READ_PATH, WRITE_PATH } from './requests.ts';

/*
 * What the system is compared with: the least that answers the same request bodies durably.
 * A child process: it keeps its database under the given folder, tells its parent the port, and ends with it.
 */

interface ReadBody {
  where: { rideId: number };
}

interface WriteBody {
  insert: Ride;
}

const [stateDir = '.'] = process.argv.slice(2);
const folder = mkdtempSync(join(stateDir, 'bench-'));
const database = new Database(join(folder, 'bare.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(SCHEMA);

const load = database.prepare(
  `INSERT INTO ${TABLE} VALUES (@rideId, @created_by, @departure, @source, @destination)`,
);
database.transaction(() => rides(1, RIDES).forEach((row) => load.run(row)))();

const select = database.prepare(`SELECT * FROM ${TABLE} WHERE rideId = ?`);
const insert = database.prepare(
  `INSERT INTO ${TABLE} (created_by, departure, source, destination)
   VALUES (@created_by, @departure, @source, @destination)`,
);

const app = express();
app.use(express.json());
app.post(READ_PATH, (request, response) => {
  const { where } = request.body as ReadBody;
  response.json(select.all(where.rideId));
});
app.post(WRITE_PATH, (request, response) => {
  const { changes, lastInsertRowid } = insert.run((request.body as WriteBody).insert);
  response.json({ changes, lastInsertRowid: Number(lastInsertRowid), offset: Number(lastInsertRowid) });
});

const server = app.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on('SIGINT', () => undefined);
process.once('disconnect', () => {
  database.close();
  rmSync(folder, { recursive: true });
  process.exit();
});
