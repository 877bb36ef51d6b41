import type { Host } from '../../hosts/host.ts';

/** Of the images that are ours: all that have a version. */
const ours = /^(users|rides|orchestrator|worker):(.+)$/;

export interface RunningImage {
  container: string;
  /** Name of the image, without its version. */
  image: string;
  version: string;
  /** What the container runs, and what that name and version stand for on its host now. */
  ids: { running: string; named: string };
}

/** The images of the containers of ours that run on a host. */
export async function runningImages(host: Host): Promise<RunningImage[]> {
  const format = '{{.Name}}|{{.Config.Image}}|{{.Image}}';
  const ids = (await host.run('docker', 'ps', '--quiet', '--no-trunc')).split('\n').filter((id) => id !== '');
  const told = (await host.run('docker', 'inspect', '--format', format, ...ids)).trim().split('\n');
  const found = told.flatMap((line) => {
    const [name = '', reference = '', running = ''] = line.split('|');
    const [, image, version] = ours.exec(reference) ?? [];
    if (image === undefined || version === undefined) return [];
    return { container: name.slice(1), image, version, running };
  });
  return Promise.all(
    found.map(async ({ running, ...container }) => {
      const reference = `${container.image}:${container.version}`;
      const named = (await host.run('docker', 'image', 'inspect', '--format', '{{.Id}}', reference)).trim();
      return { ...container, ids: { running, named } };
    }),
  );
}
