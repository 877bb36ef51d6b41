import { NodeExistsError, NoNodeError, ZooKeeperUnavailableError } from './errors.ts';
import { encode, readJson } from './json-node.ts';
import type { ZooKeeperSession } from './session.ts';

/** The znodes `pids/<id>`, by which the orchestrator tells each worker its pid. */
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

  async announce(id: string, pid: number): Promise<void> {
    try {
      await this.session.create(this.path(id), encode(pid), { parents: true });
    } catch (error) {
      if (!(error instanceof NodeExistsError)) throw error;
      await this.session.setData(this.path(id), encode(pid));
    }
  }

  /** Ids of all workers whose pids stand here. */
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
  async wait(id: string): Promise<number> {
    while (!this.closed) {
      const { promise, resolve: wake }: PromiseWithResolvers<void> = Promise.withResolvers();
      this.waiting.add(wake);
      const pid = await this.look(id, wake);
      if (pid === undefined) await promise;
      this.waiting.delete(wake);
      if (pid !== undefined) return pid;
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

  private async look(id: string, watcher: () => void): Promise<number | undefined> {
    try {
      await this.session.exists(this.path(id), watcher);
      return await readJson<number>(this.session, this.path(id));
    } catch (error) {
      if (this.session.state !== 'closed' && error instanceof ZooKeeperUnavailableError) return undefined;
      throw error;
    }
  }

  private path(id: string): string {
    return `${this.root}/pids/${id}`;
  }
}
