import { spawnSync } from 'node:child_process';
import type { Deployment, PartName } from './deployment.ts';
import type { Engine } from './engine.ts';

/**
 * What `docker inspect` prints for a part, by a Go template; for properties, which cannot wait. Undefined when there is no
 * such container.
 * @throws Error when the engine does not tell
 */
export function inspectNow(
  { socketPath }: Engine,
  { prefix }: Deployment,
  part: PartName,
  template: string,
): string | undefined {
  const args = [
    '--host',
    `unix://${socketPath}`,
    'container',
    'inspect',
    '--format',
    template,
    `${prefix}${part}`,
  ];
  const { status, stdout, stderr, error } = spawnSync('docker', args, { encoding: 'utf8' });
  if (error) throw error;
  if (status === 0) return stdout.trim();
  if (/no such container/i.test(stderr)) return undefined;
  throw new Error(`docker container inspect failed: ${stderr.trim()}`);
}
