import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { attempt } from '../program/run.ts';

/** Ends the connections that Ansible has kept in a folder, and removes it; fine when it is not there. */
export async function closeConnections(folder: string): Promise<void> {
  const sockets = await readdir(folder).catch(() => []);
  for (const socket of sockets)
    await attempt('ssh', '-O', 'exit', '-o', `ControlPath=${join(folder, socket)}`, 'any');
  await rm(folder, { recursive: true, force: true });
}
