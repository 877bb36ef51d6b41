/** A process that is registered as a worker, to be frozen and thawed: `node member.ts PORT ROOT ID`. */
import { Membership } from '../../src/zookeeper/membership.ts';
import { ZooKeeperSession } from '../../src/zookeeper/session.ts';
import { logger } from './logger.ts';
import { SESSION_TIMEOUT_MS } from './sessions.ts';

const [port, root, id = ''] = process.argv.slice(2);
const session = new ZooKeeperSession({
  url: `127.0.0.1:${port ?? ''}`,
  sessionTimeoutMs: SESSION_TIMEOUT_MS,
  logger,
});
const membership = new Membership(session, root);
// Frozen before the answer, the call fails; the registration is made again all the same.
await membership.registerWorker({ id, pid: process.pid, role: 'slave', offset: 0 }).catch(() => undefined);
