import { basename, dirname } from 'node:path';
import type Docker from 'dockerode';
import { run } from '../program/run.ts';

/** Copies a file of this machine into a container, which need not run. Root owns it there. */
export async function plant(
  container: Docker.Container,
  file: string,
  place: string,
  mode: string,
): Promise<void> {
  const archive = await run(
    'tar',
    ...['--create', '--directory', dirname(file), `--transform=s|.*|${basename(place)}|`],
    ...[`--mode=${mode}`, basename(file)],
  );
  await container.putArchive(Buffer.from(archive), { path: dirname(place) });
}
