import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bracketed, connectableHost } from '../ports/host.ts';
import { probe } from '../ports/probe.ts';
import { edgeConfiguration } from './configuration.ts';
import { builtPage } from './page.ts';
import type { EdgeOptions } from './configuration.ts';
import type { Unit } from '../unit/unit.ts';

/** Asks with a method that nginx refuses by itself: an answer that needs no service behind it. */
export async function checkEdge(port: number, host: string): Promise<void> {
  await probe(port, 'TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', host);
}

/** As which nginx may read the page, wherever root has put it; all the other parts run as root then, too. */
const user = process.getuid?.() === 0 ? { user: 'root' } : {};

/** nginx as the load balancer of the system, with a configuration of its own. */
export function edgeUnit(options: Omit<EdgeOptions, 'page' | 'user'>): Unit {
  const host = connectableHost(options.host);
  const file = join(options.dir, 'nginx.conf');
  return {
    name: 'nginx',
    command: 'nginx',
    args: ['-e', options.logFile, '-p', options.dir, '-c', file],
    env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` },
    logFile: options.logFile,
    address: `http://${bracketed(host)}:${options.port}`,
    prepare: async () => {
      await mkdir(options.dir, { recursive: true });
      await writeFile(file, edgeConfiguration({ ...options, ...user, page: builtPage }));
    },
    ready: () => checkEdge(options.port, host),
    startTimeoutMs: 10_000,
    stopSignal: 'SIGQUIT',
    graceMs: 12_000,
  };
}
