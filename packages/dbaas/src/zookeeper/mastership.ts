import { BadVersionError, NodeExistsError, NoNodeError } from './errors.ts';
import { encode, readJson } from './json-node.ts';
import type { ZooKeeperSession } from './session.ts';

/** Who holds the mastership. */
export interface MasterInfo {
  id: string;
  pid: number;
}

/**
 * The ephemeral znode `master`, which one worker at a time holds.
 *
 * Its own version starts at 0 with every new master and so cannot tell them apart; the version of the root does,
 * because each claim writes the root in the same transaction.
 */
export class Mastership {
  private readonly session: ZooKeeperSession;
  private readonly root: string;
  private readonly path: string;

  constructor(session: ZooKeeperSession, root: string) {
    this.session = session;
    this.root = root;
    this.path = `${root}/master`;
  }

  holder(): Promise<MasterInfo | undefined> {
    return readJson<MasterInfo>(this.session, this.path);
  }

  /** Calls back once when the holder changes. */
  async watch(watcher: () => void): Promise<void> {
    await this.session.exists(this.path, watcher);
  }

  /** Takes it if nobody, or an earlier session of ours, holds it. @returns whether it is ours now. */
  async claim(self: MasterInfo): Promise<boolean> {
    const data = encode(self);
    try {
      await this.session.transact([
        { kind: 'set', path: this.root, data },
        { kind: 'create', path: this.path, data, ephemeral: true },
      ]);
      return true;
    } catch (error) {
      if (error instanceof NoNodeError) await this.session.ensurePath(this.root);
      else if (!(error instanceof NodeExistsError)) throw error;
      else if (await this.isOurs()) return true;
      else if (await this.isHeldByAnother(self.id)) return false;
      else await this.release(self.id);
      return this.claim(self);
    }
  }

  /** Takes it from this worker if it holds it, and never from a newer master. */
  async release(id: string): Promise<void> {
    const claims = await this.session.exists(this.root);
    const holder = await this.holder();
    if (!claims || holder?.id !== id) return;
    try {
      await this.session.transact([
        { kind: 'check', path: this.root, version: claims.version },
        { kind: 'remove', path: this.path },
      ]);
    } catch (error) {
      if (!(error instanceof BadVersionError || error instanceof NoNodeError)) throw error;
    }
  }

  private async isOurs(): Promise<boolean> {
    return (await this.session.exists(this.path))?.owner === this.session.id;
  }

  private async isHeldByAnother(id: string): Promise<boolean> {
    const holder = await this.holder();
    return holder !== undefined && holder.id !== id;
  }
}
