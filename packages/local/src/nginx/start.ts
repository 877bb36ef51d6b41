import { join } from 'node:path';
import { freePort } from '../ports/free-port.ts';
import { RunningUnits } from '../unit/running.ts';
import { runningServer } from '../unit/server.ts';
import { edgeUnit } from './edge.ts';
import type { RunningServer } from '../unit/server.ts';

/** Starts the load balancer on 127.0.0.1 in front of `users` and `rides` (host:port). It never outlives this process. */
export async function startNginx(options: {
  dir: string;
  users: string;
  rides: string;
  port?: number;
}): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  const logFile = join(options.dir, 'nginx.log');
  const running = new RunningUnits([edgeUnit({ ...options, host: '127.0.0.1', port, logFile })]);
  await running.start();
  return runningServer(running, `http://127.0.0.1:${port}`, port);
}
