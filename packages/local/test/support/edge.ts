import { startNginx } from '../../src/nginx/start.ts';
import { temporaryFolder } from '../../src/process/temporary-folder.ts';
import type { RunningServer } from '../../src/unit/server.ts';
import type { TemporaryFolder } from '../../src/process/temporary-folder.ts';
import { Upstream } from './upstream.ts';

/** A load balancer before two services of its own, for the tests of the current suite. */
export function useEdge() {
  const users = new Upstream('users');
  const rides = new Upstream('rides');
  let folder: TemporaryFolder;
  let edge: RunningServer;

  before(async () => {
    folder = await temporaryFolder();
    edge = await startNginx({ dir: folder.path, users: await users.listen(), rides: await rides.listen() });
  });

  after(async () => {
    await edge.stop();
    await Promise.all([users.close(), rides.close()]);
    await folder.remove();
  });

  return { users, rides, edge: () => edge };
}
