import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeploymentNames } from './deployment.ts';

/** What a later command must know to find a deployment again. */
export interface DeploymentRecord extends DeploymentNames {
  /** Of the engine that it is on. */
  socketPath: string;
  /** Whether it is meant to run. */
  up: boolean;
}

function fileOf(dir: string): string {
  return join(dir, 'docker.json');
}

/** Undefined when nothing was started in containers from this folder. */
export function readRecord(dir: string): DeploymentRecord | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(dir), 'utf8')) as DeploymentRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export function writeRecord(dir: string, record: DeploymentRecord): void {
  writeFileSync(fileOf(dir), `${JSON.stringify(record)}\n`);
}

export function removeRecord(dir: string): void {
  rmSync(fileOf(dir), { force: true });
}
