import { EphemeralNode } from './ephemeral.ts';
import { BadVersionError, NodeExistsError, NoNodeError, ZooKeeperUnavailableError } from './errors.ts';
import type { ZooKeeperSession } from './session.ts';

export type WorkerRole = 'master' | 'slave';

export interface WorkerInfo {
  id: string;
  pid: number;
  role: WorkerRole;
  /** Last log offset that the worker had applied when it wrote this. */
  offset: number;
  container?: string;
}

/** Who holds the mastership. */
export interface MasterInfo {
  id: string;
  pid: number;
}

/**
 * The workers as ZooKeeper knows them. Under the root:
 * `workers/<id>` (ephemeral), `master` (ephemeral), `pids/<id>`; the root's own version counts the claims of `master`.
 *
 * Every call may fail with ZooKeeperUnavailableError, its effect unknown.
 */
export class Membership {
  private readonly session: ZooKeeperSession;
  private readonly root: string;
  private readonly listeners: (() => void)[] = [];
  private readonly waiting = new Set<() => void>();
  private self: { info: WorkerInfo; node: EphemeralNode } | undefined;
  private closed = false;

  constructor(session: ZooKeeperSession, root = '/dbaas') {
    this.session = session;
    this.root = root;
    session.on('connected', this.restore);
    if (session.state === 'connected') this.restore();
  }

  /**
   * Makes our znode and keeps it: it is made again, with the latest data, in every later session.
   * That holds also when this call fails because ZooKeeper is away.
   */
  async registerWorker(info: WorkerInfo): Promise<void> {
    const node =
      this.self?.info.id === info.id
        ? this.self.node
        : new EphemeralNode(this.session, this.path('workers', info.id));
    this.self = { info, node };
    await node.set(encode(info));
  }

  /** Changes parts of our own registration. */
  async updateWorker(patch: Partial<Omit<WorkerInfo, 'id'>>): Promise<void> {
    if (!this.self) throw new Error('register the worker before updating it');
    this.self.info = { ...this.self.info, ...patch };
    await this.self.node.set(encode(this.self.info));
  }

  /** All registered workers, in no order. */
  async workers(): Promise<WorkerInfo[]> {
    const ids = await orUndefined(NoNodeError, this.session.getChildren(this.path('workers')));
    const infos = await Promise.all((ids ?? []).map((id) => this.read<WorkerInfo>(this.path('workers', id))));
    return infos.filter((info) => info !== undefined);
  }

  master(): Promise<MasterInfo | undefined> {
    return this.read<MasterInfo>(this.path('master'));
  }

  /**
   * Takes the mastership if nobody holds it. It ends with our session and is not taken again by itself: the caller
   * elects anew in `onChange`. A claim that failed as unavailable may have succeeded: claim again when `master()` names us.
   * @returns whether it is ours now; false when someone else holds it.
   */
  async claimMaster({ id, pid }: MasterInfo): Promise<boolean> {
    const path = this.path('master');
    const data = encode({ id, pid });
    try {
      await this.session.transact([
        { kind: 'set', path: this.root, data },
        { kind: 'create', path, data, ephemeral: true },
      ]);
      return true;
    } catch (error) {
      if (error instanceof NoNodeError) await this.session.ensurePath(this.root);
      else if (!(error instanceof NodeExistsError)) throw error;
      else if (await this.isOurs(path)) return true;
      else {
        const holder = await this.master();
        if (holder && holder.id !== id) return false;
        await this.releaseMaster(id);
      }
      return this.claimMaster({ id, pid });
    }
  }

  /** Gives up the mastership of this worker, if it holds it; a newer master's is never touched. */
  async releaseMaster(id: string): Promise<void> {
    const claims = await this.session.exists(this.root);
    const holder = await this.master();
    if (!claims || holder?.id !== id) return;
    try {
      await this.session.transact([
        { kind: 'check', path: this.root, version: claims.version },
        { kind: 'remove', path: this.path('master') },
      ]);
    } catch (error) {
      if (!(error instanceof BadVersionError || error instanceof NoNodeError)) throw error;
    }
  }

  /** Takes a dead worker out at once, mastership and pid included, without waiting for its session to expire. */
  async removeWorker(id: string): Promise<void> {
    await Promise.all([
      this.session.remove(this.path('workers', id)),
      this.releaseMaster(id),
      this.session.remove(this.path('pids', id)),
    ]);
  }

  /** Tells a worker its pid, which only the orchestrator knows. */
  async announcePid(id: string, pid: number): Promise<void> {
    const path = this.path('pids', id);
    try {
      await this.session.create(path, encode(pid), { parents: true });
    } catch (error) {
      if (!(error instanceof NodeExistsError)) throw error;
      await this.session.setData(path, encode(pid));
    }
  }

  /** Waits until the pid is announced, however long ZooKeeper is away. @throws ZooKeeperUnavailableError when closed. */
  async awaitPid(id: string): Promise<number> {
    const path = this.path('pids', id);
    for (;;) {
      const { promise, resolve: wake }: PromiseWithResolvers<void> = Promise.withResolvers();
      this.waiting.add(wake);
      try {
        if (this.closed) throw new ZooKeeperUnavailableError('the membership is closed');
        await this.session.exists(path, wake);
        const pid = await this.read<number>(path);
        if (pid !== undefined) return pid;
        await promise;
      } catch (error) {
        if (this.closed || !(error instanceof ZooKeeperUnavailableError)) throw error;
        await promise;
      } finally {
        this.waiting.delete(wake);
      }
    }
  }

  /**
   * Calls back at least once after each change of who is registered or who is master, and after each reconnect.
   * A change of a worker's data alone is none.
   */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Ends the listening and waiting; the znodes go with the session, which is the caller's to close. */
  close(): void {
    this.closed = true;
    this.session.off('connected', this.restore);
    for (const wake of this.waiting) wake();
  }

  private readonly restore = () => {
    for (const wake of this.waiting) wake();
    this.attempt(async () => {
      await this.self?.node.restore();
      await this.watch();
    });
  };

  private readonly onEvent = () => this.attempt(() => this.watch());

  /** Sets the watches, and only then tells: what the listeners read is newer than the watches. */
  private async watch(): Promise<void> {
    await this.session.ensurePath(this.path('workers'));
    await Promise.all([
      this.session.getChildren(this.path('workers'), this.onEvent),
      this.session.exists(this.path('master'), this.onEvent),
    ]);
    if (!this.closed) for (const listener of this.listeners) listener();
  }

  /** What fails for want of a connection is done again on the next `connected`. */
  private attempt(work: () => Promise<void>): void {
    if (this.closed) return;
    work().catch((error: unknown) => {
      if (error instanceof NoNodeError) this.onEvent();
      else if (!(error instanceof ZooKeeperUnavailableError))
        this.session.logger.error({ err: error }, 'membership');
    });
  }

  private async isOurs(path: string): Promise<boolean> {
    return (await this.session.exists(path))?.owner === this.session.id;
  }

  private async read<T>(path: string): Promise<T | undefined> {
    const found = await orUndefined(NoNodeError, this.session.getData(path));
    return found && (JSON.parse(found.data.toString()) as T);
  }

  private path(...names: string[]): string {
    return [this.root, ...names].join('/');
  }
}

function encode(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

async function orUndefined<T>(Class: typeof NoNodeError, promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Class) return undefined;
    throw error;
  }
}
