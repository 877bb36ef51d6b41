import { constants, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import type { Logger } from '@rideshare/common';
import { openReader } from '../storage/connection.ts';
import { PositionStore, type Position } from '../storage/position.ts';
import { NoUsableSnapshotError } from './errors.ts';
import { flush, sha256Of } from './files.ts';
import type { Snapshot, SnapshotStore } from './store.ts';

export interface PrepareOptions {
  /** Where the copy is, or is to be. */
  file: string;
  store: SnapshotStore;
  logger: Logger;
}

export interface PreparedCopy {
  from: 'copy' | 'snapshot' | 'nothing';
  /** Of the last log entry in it; -1 when there is none. */
  offset: number;
}

/**
 * Gives a worker the copy to start from, before it is opened: its own one unless that is behind the oldest
 * snapshot, else the newest snapshot whose hash fits, else its own one after all, else none.
 * @throws NoUsableSnapshotError when only snapshots could hold the data of a restored database, and none can be used.
 */
export function prepareCopy({ file, store, logger }: PrepareOptions): PreparedCopy {
  const snapshots = store.list();
  const own = positionOf(file, logger);
  if (own && isCurrent(own, snapshots)) return { from: 'copy', offset: own.offset };
  for (const snapshot of snapshots) {
    if (install(snapshot, file, logger)) return { from: 'snapshot', offset: snapshot.offset };
  }
  if (own && isOfOrigin(own, snapshots)) return { from: 'copy', offset: own.offset };
  removeCopy(file);
  if (snapshots.some(({ origin }) => origin !== '')) {
    throw new NoUsableSnapshotError('no snapshot of the restored database can be used');
  }
  return { from: 'nothing', offset: -1 };
}

/** A copy that is behind the oldest snapshot may be behind what the log still holds. */
function isCurrent(own: Position, snapshots: Snapshot[]): boolean {
  const oldest = snapshots.at(-1);
  return !oldest || (own.offset >= oldest.offset && isOfOrigin(own, snapshots));
}

function isOfOrigin({ origin }: Position, [newest]: Snapshot[]): boolean {
  return origin === newest?.origin;
}

function positionOf(file: string, logger: Logger): Position | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const db = openReader(file);
    try {
      return new PositionStore(db).load();
    } finally {
      db.close();
    }
  } catch (error) {
    logger.warn({ err: error, file }, 'the copy cannot be opened');
    return undefined;
  }
}

/** Puts a snapshot in the place of the copy; false when it is damaged or gone. */
function install(snapshot: Snapshot, file: string, logger: Logger): boolean {
  const incoming = `${file}.incoming`;
  try {
    copyFileSync(snapshot.file, incoming, constants.COPYFILE_FICLONE);
    if (sha256Of(incoming) !== snapshot.sha256) throw new Error('its hash is not the one of its manifest');
    flush(incoming);
    removeCopy(file);
    renameSync(incoming, file);
    return true;
  } catch (error) {
    rmSync(incoming, { force: true });
    logger.warn({ err: error, snapshot: snapshot.file }, 'the snapshot cannot be used');
    return false;
  }
}

/** Removes a copy and all that belongs to it. The database goes first: without its WAL it might be torn. */
export function removeCopy(file: string): void {
  for (const part of [file, `${file}-wal`, `${file}-shm`]) rmSync(part, { force: true });
}
