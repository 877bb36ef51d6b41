import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Connection } from '../storage/connection.ts';
import { PinnedCopy } from '../storage/pinned-copy.ts';
import { UnsuitableFileError } from './errors.ts';
import { requireOwnSchema } from './own-schema.ts';
import type { Snapshot, SnapshotStore } from './store.ts';
import { inspect, requireSound } from './verify.ts';

/** In the place of a worker's name. */
const RESTORE = 'restore';

/** What the tables of a copy's own look like, by the order of their columns. */
const OWN_TABLES = {
  _state: 'id,offset,term,master,digest,bytes,origin',
  _requests: 'offset,id,code,body',
  _tables: 'name,definition',
};

/**
 * Reads a backup through: its pages, indexes, references and definitions.
 * @throws UnsuitableFileError when no system could start from it.
 */
export function checkBackup(file: string): void {
  inspect(file, (db) => {
    requireOwnKind(db);
    requireSound(db, 'integrity_check');
    requireOwnSchema(db);
  });
}

/**
 * Makes a backup the beginning of a new log: writes it to another file, at offset -1 and of an origin of its own. The
 * requests that it remembers stay as far from the next entry as they were, so that they are remembered as long.
 * The backup itself is not changed.
 * @throws UnsuitableFileError when it is no sound RideShare database.
 */
export async function rebase(from: string, to: string): Promise<void> {
  checkBackup(from);
  const backup = PinnedCopy.open(from);
  try {
    await backup.backup(to);
  } finally {
    backup.close();
  }
  beginAnew(to, backup.position.offset + 1);
}

/**
 * Publishes a backup as the snapshot that every worker of a new system starts from.
 * @throws UnsuitableFileError when it is no sound RideShare database.
 * @throws Error when there are snapshots of another database, which workers would start from instead.
 */
export async function publishGenesis(store: SnapshotStore, from: string): Promise<Snapshot> {
  if (store.newest())
    throw new Error('there are snapshots of another database where the restored one is to be');
  const file = store.temporaryFile(RESTORE);
  try {
    await rebase(from, file);
    return store.publish(file, { ...detailsOf(file), worker: RESTORE });
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

function requireOwnKind(db: Connection): void {
  const columns = db.prepare<[string], string>("SELECT group_concat(name, ',') FROM pragma_table_info(?)");
  const ours = Object.entries(OWN_TABLES).every(([table, names]) => columns.pluck().get(table) === names);
  if (!ours) throw new UnsuitableFileError('other-kind', `${db.name} is no RideShare database`);
}

function beginAnew(file: string, shift: number): void {
  const db = new Database(file);
  try {
    db.transaction(() => {
      // In two steps, so that no row comes to where another still is.
      const move = db.prepare('UPDATE _requests SET "offset" = "offset" + ?');
      move.run(-FAR);
      move.run(FAR - shift);
      db.prepare(
        `UPDATE _state SET "offset" = -1, term = 0, master = '', digest = '', bytes = 0, origin = ?`,
      ).run(crypto.randomUUID());
    })();
  } finally {
    db.close();
  }
}

/** Further than any offset. */
const FAR = 2 ** 52;

function detailsOf(file: string): {
  offset: number;
  term: number;
  bytes: number;
  origin: string;
  hash: string;
} {
  const copy = PinnedCopy.open(file);
  try {
    return { ...copy.position, hash: copy.hash() };
  } finally {
    copy.close();
  }
}
