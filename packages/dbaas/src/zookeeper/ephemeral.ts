import { NodeExistsError, NoNodeError } from './errors.ts';
import type { ZooKeeperSession } from './session.ts';

/**
 * An ephemeral znode that only we own. One that an earlier session of ours has left is deleted and made again,
 * so that it does not vanish when that session ends.
 */
export class EphemeralNode {
  private readonly session: ZooKeeperSession;
  private readonly path: string;
  private data: Buffer | undefined;
  private current: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  constructor(session: ZooKeeperSession, path: string) {
    this.session = session;
    this.path = path;
  }

  /** @throws ZooKeeperUnavailableError; the data is kept for the next {@link restore}. */
  set(data: Buffer): Promise<void> {
    this.data = data;
    return this.restore();
  }

  /** Removes it, and keeps it away until the next {@link set}. @throws ZooKeeperUnavailableError */
  remove(): Promise<void> {
    this.data = undefined;
    return this.restore();
  }

  /** Makes the znode exist in the current session, with the latest data. One write at a time, one more at most waits. */
  restore(): Promise<void> {
    this.next ??= this.begin();
    return this.next;
  }

  private async begin(): Promise<void> {
    await this.current?.catch(() => undefined);
    this.current = this.next;
    this.next = undefined;
    await this.write();
  }

  private async write(): Promise<void> {
    const { session, path, data } = this;
    if (!data) {
      await session.remove(path);
      return;
    }
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
