import { once } from 'node:events';
import { ZooKeeperSession } from '../../src/zookeeper/session.ts';
import { logger } from './logger.ts';

export const SESSION_TIMEOUT_MS = 1_000;

/** For sessions that have to live through whatever a busy machine does to a reconnect. */
export const LASTING_SESSION_MS = 20_000;

/** For calls that are meant to run out of time. */
export const SHORT_MS = 300;

export interface Timeouts {
  sessionTimeoutMs?: number;
  callTimeoutMs?: number;
}

/** Sessions of a test, closed together after it. */
export class Sessions {
  private readonly opened: ZooKeeperSession[] = [];

  open(port: number, timeouts: Timeouts = {}): ZooKeeperSession {
    const session = new ZooKeeperSession({
      url: `127.0.0.1:${port}`,
      sessionTimeoutMs: SESSION_TIMEOUT_MS,
      callTimeoutMs: 10_000,
      ...timeouts,
      logger,
    });
    this.opened.push(session);
    return session;
  }

  async connected(port: number, timeouts?: Timeouts): Promise<ZooKeeperSession> {
    const session = this.open(port, timeouts);
    await once(session, 'connected');
    return session;
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.splice(0).map((session) => session.close()));
  }
}

/** Resolves when the znode is gone, by watch. */
export async function gone(session: ZooKeeperSession, path: string): Promise<void> {
  for (;;) {
    const { promise, resolve }: PromiseWithResolvers<void> = Promise.withResolvers();
    session.once('connected', resolve);
    if (!(await session.exists(path, resolve))) return;
    await promise;
  }
}
