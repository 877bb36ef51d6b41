import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { engineOf } from '@rideshare/local';

/** The label of everything that the engine holds for a rehearsal; its value is the checkout. */
export const rehearsalLabel = 'rideshare.rehearsal';

/** Where a rehearsal takes place: one at a time in a checkout. */
export interface Stage {
  docker: Docker;
  /** Beginning of the names of all that the engine holds for it. */
  name: string;
  labels: Record<string, string>;
  /** The checkout. */
  root: string;
  /** What must not outlive the rehearsal: keys, secrets, configuration, the data volume. */
  folder: string;
  /** Logs of the playbooks, which stay. */
  logs: string;
  /** Sockets of the connections that Ansible keeps, whose paths must be short. */
  sockets: string;
  /** The packed versions. */
  images: string;
  /** Packages of the distribution, which stay for the next rehearsal. */
  packages: string;
}

const root = join(import.meta.dirname, '../../../..');

/** @throws EngineError when `DOCKER_HOST` names an engine of another machine */
export function stageOf(env: NodeJS.ProcessEnv): Stage {
  const own = join(root, '.rideshare/rehearsal');
  return {
    docker: engineOf(env).docker,
    name: `rehearsal-${process.pid}`,
    labels: { [rehearsalLabel]: root },
    root,
    folder: join(own, 'run'),
    logs: join(own, 'logs'),
    sockets: join(tmpdir(), `rehearsal-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`),
    images: join(own, 'images'),
    packages: join(own, 'packages'),
  };
}
