import { NodeExistsError, NoNodeError } from './errors.ts';
import type { ZooKeeperSession } from './session.ts';

/**
 * An ephemeral znode that only we own. One that an earlier session of ours has left is deleted and made again,
 * so that it does not vanish when that session ends.
 */
export class EphemeralNode {
  private readonly session: ZooKeeperSession;
  private readonly path: string;
  private data: Buffer = Buffer.alloc(0);
  private writing: Promise<void> = Promise.resolve();

  constructor(session: ZooKeeperSession, path: string) {
    this.session = session;
    this.path = path;
  }

  /** @throws ZooKeeperUnavailableError; the data is kept for the next {@link restore}. */
  set(data: Buffer): Promise<void> {
    this.data = data;
    return this.restore();
  }

  /** Makes the znode exist in the current session, with the latest data. One write at a time. */
  restore(): Promise<void> {
    const written = this.writing.then(() => this.write());
    this.writing = written.catch(() => undefined);
    return written;
  }

  private async write(): Promise<void> {
    const { session, path, data } = this;
    const stat = await session.exists(path);
    try {
      if (stat?.owner === session.id) {
        await session.setData(path, data);
      } else {
        if (stat) await session.remove(path);
        await session.create(path, data, { ephemeral: true, parents: true });
      }
    } catch (error) {
      if (!(error instanceof NoNodeError || error instanceof NodeExistsError)) throw error;
      await this.write();
    }
  }
}
