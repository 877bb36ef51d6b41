import { join } from 'node:path';
import { freePort } from '../ports/free-port.ts';
import { RunningUnits } from '../unit/running.ts';
import { runningServer } from '../unit/server.ts';
import { zooKeeperUnit } from './server.ts';
import type { RunningServer } from '../unit/server.ts';

/** Starts a ZooKeeper of one's own on 127.0.0.1, with its data in `dir`; `url` is `127.0.0.1:port`. It never outlives this process. */
export async function startZooKeeper(options: { dir: string; port?: number }): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  const logFile = join(options.dir, 'zookeeper.log');
  const running = new RunningUnits([zooKeeperUnit({ dir: options.dir, logFile, port })]);
  await running.start();
  return runningServer(running, `127.0.0.1:${port}`, port);
}
