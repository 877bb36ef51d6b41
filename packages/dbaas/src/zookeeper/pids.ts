import { NodeExistsError, NoNodeError, ZooKeeperUnavailableError } from './errors.ts';
import { encode, readJson } from './json-node.ts';
import type { ZooKeeperSession } from './session.ts';

/** What a worker cannot find out by itself, and is told by the orchestrator: how the machine knows it. */
export interface Announcement {
  /** As its machine sees it, which for a container is not what it sees itself. */
  pid: number;
  /** Id of the container that the worker is. */
  container?: string;
}

/** The znodes `pids/<id>`, which hold the announcements. */
export class Pids {
  private readonly session: ZooKeeperSession;
  private readonly root: string;
  private readonly waiting = new Set<() => void>();
  private closed = false;

  constructor(session: ZooKeeperSession, root: string) {
    this.session = session;
    this.root = root;
    session.on('connected', this.wakeAll);
  }

  async announce(id: string, announcement: Announcement): Promise<void> {
    try {
      await this.session.create(this.path(id), encode(announcement), { parents: true });
    } catch (error) {
      if (!(error instanceof NodeExistsError)) throw error;
      await this.session.setData(this.path(id), encode(announcement));
    }
  }

  /** Ids of all workers that an announcement stands here for. */
  async announced(): Promise<string[]> {
    return this.session.getChildren(`${this.root}/pids`).catch((error: unknown) => {
      if (error instanceof NoNodeError) return [];
      throw error;
    });
  }

  async remove(id: string): Promise<void> {
    await this.session.remove(this.path(id));
  }

  /** Waits by watch, however long ZooKeeper is away. @throws ZooKeeperUnavailableError when closed. */
  async wait(id: string): Promise<Announcement> {
    while (!this.closed) {
      const { promise, resolve: wake }: PromiseWithResolvers<void> = Promise.withResolvers();
      this.waiting.add(wake);
      const announcement = await this.look(id, wake);
      if (announcement === undefined) await promise;
      this.waiting.delete(wake);
      if (announcement !== undefined) return announcement;
    }
    throw new ZooKeeperUnavailableError('the membership is closed');
  }

  close(): void {
    this.closed = true;
    this.session.off('connected', this.wakeAll);
    this.wakeAll();
  }

  private readonly wakeAll = () => {
    for (const wake of this.waiting) wake();
  };

  private async look(id: string, watcher: () => void): Promise<Announcement | undefined> {
    try {
      await this.session.exists(this.path(id), watcher);
      return await readJson<Announcement>(this.session, this.path(id));
    } catch (error) {
      if (this.session.state !== 'closed' && error instanceof ZooKeeperUnavailableError) return undefined;
      throw error;
    }
  }

  private path(id: string): string {
    return `${this.root}/pids/${id}`;
  }
}
