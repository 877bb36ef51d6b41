import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { filesOf } from '../system/files.ts';

function dataFolders(dir: string): string[] {
  const { rabbitmq, zookeeper, workers, snapshots } = filesOf(dir);
  return [rabbitmq, zookeeper, workers, snapshots];
}

/** Whether a system that starts in `dir` would find data there. */
export function holdsData(dir: string): boolean {
  return dataFolders(dir).some((folder) => existsSync(folder) && readdirSync(folder).length > 0);
}

/**
 * Moves the data of a system that does not run into a new folder beside it; all of it or, when that throws, nothing.
 * @returns that folder
 */
export function setAside(dir: string, now: Date): string {
  const aside = join(dir, `before-restore-${timeOf(now)}`);
  mkdirSync(aside);
  try {
    for (const folder of dataFolders(dir).filter(existsSync))
      renameSync(folder, join(aside, basename(folder)));
  } catch (error) {
    returnTo(dir, aside);
    throw error;
  }
  return aside;
}

/** Removes the data of a system that does not run, and puts what was set aside, if anything was, in its place. */
export function putBack(dir: string, aside: string | undefined): void {
  for (const folder of dataFolders(dir)) rmSync(folder, { recursive: true, force: true });
  if (aside !== undefined) returnTo(dir, aside);
}

function returnTo(dir: string, aside: string): void {
  for (const name of readdirSync(aside)) renameSync(join(aside, name), join(dir, name));
  rmdirSync(aside);
}

/** As `2026-01-31T12-00-00Z`, which every file system takes. */
function timeOf(date: Date): string {
  return date.toISOString().replaceAll(':', '-').replace(/\.\d+/, '');
}
