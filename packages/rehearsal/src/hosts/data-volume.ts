import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../program/run.ts';

const sizeBytes = 16 * 1024 ** 3;

const imageIn = (folder: string) => join(folder, 'data-volume');

/** A block device of this machine with nothing on it. @returns its path */
export async function attachDataVolume(folder: string): Promise<string> {
  const image = imageIn(folder);
  const file = await open(image, 'wx', 0o600);
  try {
    await file.truncate(sizeBytes);
  } finally {
    await file.close();
  }
  return (await run('losetup', '--find', '--show', image)).trim();
}

interface Loops {
  loopdevices: { name: string }[];
}

/** Gives all devices back that were attached in `folder`; fine when there are none. */
export async function detachDataVolumes(folder: string): Promise<void> {
  const listed = await run(
    'losetup',
    '--json',
    '--list',
    '--output',
    'NAME',
    '--associated',
    imageIn(folder),
  );
  const { loopdevices } = listed.trim() === '' ? { loopdevices: [] } : (JSON.parse(listed) as Loops);
  for (const { name } of loopdevices) await run('losetup', '--detach', name);
}
