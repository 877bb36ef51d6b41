import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { unavailable, type Route } from '@rideshare/common';
import type { Database } from '../rpc/database.ts';
import { takeBackupFile, type BackupFile } from './backup-file.ts';
import { asProblem, bodyOf } from './replies.ts';

export interface BackupOptions {
  /** The folder in which workers put backups. */
  dir: string;
  /** How long a worker may take to make one. */
  timeoutMs: number;
  /** A caller that takes nothing for this long is cut off. */
  stallTimeoutMs?: number;
  now?: () => Date;
}

const STALL_TIMEOUT_MS = 60_000;
const RETRY_AFTER_SECONDS = 5;

/** The call for a backup: a SQLite file that holds every write acknowledged before. One is made and sent at a time. */
export function backupRoute(database: Pick<Database, 'read'>, options: BackupOptions): Route {
  const { stallTimeoutMs = STALL_TIMEOUT_MS, now = () => new Date() } = options;
  let underWay = false;
  return {
    path: '/api/v1/db/backup',
    methods: {
      get: async (_request, response) => {
        if (underWay) throw unavailable('Another backup is under way; try again later.', RETRY_AFTER_SECONDS);
        underWay = true;
        try {
          const backup = await make(database, options);
          response.setTimeout(stallTimeoutMs);
          await send(response, backup, now());
        } finally {
          underWay = false;
        }
      },
    },
  };
}

async function make(
  database: Pick<Database, 'read'>,
  { dir, timeoutMs }: BackupOptions,
): Promise<BackupFile> {
  try {
    const body = bodyOf(await database.read({ kind: 'backup' }, timeoutMs));
    const { file } = JSON.parse(body.toString()) as { file?: unknown };
    return await takeBackupFile(dir, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw asProblem(error);
    throw unavailable('The backup was made, but it is not in the folder of snapshots.', RETRY_AFTER_SECONDS);
  }
}

/** Resolves when the caller has all of it, or has gone. */
async function send(response: Response, { bytes, content }: BackupFile, at: Date): Promise<void> {
  response.set({
    'Content-Type': 'application/vnd.sqlite3',
    'Content-Length': String(bytes),
    'Content-Disposition': `attachment; filename="rideshare-${timeOf(at)}.db"`,
  });
  if (response.destroyed || response.req.method === 'HEAD') {
    content.destroy();
    response.end();
    return;
  }
  try {
    // The pipeline ends later, when the file is closed; who has all of it may ask again before.
    await Promise.race([once(response, 'finish'), pipeline(content, response)]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** As `2026-01-31T12-00-00Z`, which every file system takes. */
function timeOf(date: Date): string {
  return date.toISOString().replaceAll(':', '-').replace(/\.\d+/, '');
}
