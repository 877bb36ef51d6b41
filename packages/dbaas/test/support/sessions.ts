import { once } from 'node:events';
import { ZooKeeperSession } from '../../src/zookeeper/session.ts';
import { logger } from './logger.ts';

export const SESSION_TIMEOUT_MS = 1_000;

/** For calls that are meant to run out of time. */
export const SHORT_MS = 300;

/** Sessions of a test, closed together after it. */
export class Sessions {
  private readonly opened: ZooKeeperSession[] = [];

  open(port: number, callTimeoutMs = 10_000): ZooKeeperSession {
    const session = new ZooKeeperSession({
      url: `127.0.0.1:${port}`,
      sessionTimeoutMs: SESSION_TIMEOUT_MS,
      callTimeoutMs,
      logger,
    });
    this.opened.push(session);
    return session;
  }

  async connected(port: number, callTimeoutMs?: number): Promise<ZooKeeperSession> {
    const session = this.open(port, callTimeoutMs);
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
    if (!(await session.exists(path, resolve))) return;
    await promise;
  }
}
