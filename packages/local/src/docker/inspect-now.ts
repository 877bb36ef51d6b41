import { execFileSync } from 'node:child_process';
import type { Deployment, PartName } from './deployment.ts';
import type { Engine } from './engine.ts';

/** What `docker inspect` prints for a part, by a Go template; for properties, which cannot wait. */
export function inspectNow(engine: Engine, { prefix }: Deployment, part: PartName, template: string): string {
  const host = `unix://${engine.socketPath}`;
  const args = ['--host', host, 'inspect', '--type', 'container', '--format', template, `${prefix}${part}`];
  return execFileSync('docker', args, { encoding: 'utf8' }).trim();
}
