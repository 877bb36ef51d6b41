import { EphemeralNode } from './ephemeral.ts';
import { NoNodeError, ZooKeeperUnavailableError } from './errors.ts';
import { encode, readJson } from './json-node.ts';
import { type MasterInfo, Mastership } from './mastership.ts';
import { type Announcement, Pids } from './pids.ts';
import type { ZooKeeperSession } from './session.ts';

export type WorkerRole = 'master' | 'slave';

export interface WorkerInfo {
  id: string;
  pid: number;
  role: WorkerRole;
  /** Last log offset that the worker had applied when it wrote this. */
  offset: number;
  /** Id of the container that the worker is, if it is one. */
  container?: string;
}

/**
 * The workers as ZooKeeper knows them, in the znodes `workers/<id>` (ephemeral), `master` (ephemeral) and `pids/<id>`.
 *
 * Every call may fail with ZooKeeperUnavailableError, and its effect is then unknown.
 */
export class Membership {
  private readonly session: ZooKeeperSession;
  private readonly folder: string;
  private readonly mastership: Mastership;
  private readonly pids: Pids;
  private readonly listeners: (() => void)[] = [];
  private self: { info: WorkerInfo; node: EphemeralNode } | undefined;
  private closed = false;

  constructor(session: ZooKeeperSession, root = '/dbaas') {
    this.session = session;
    this.folder = `${root}/workers`;
    this.mastership = new Mastership(session, root);
    this.pids = new Pids(session, root);
    session.on('connected', this.restore);
    if (session.state === 'connected') this.restore();
  }

  /**
   * Makes our znode and keeps it: it is made again, with the latest data, in every later session.
   * That holds also when this call fails because ZooKeeper is away.
   */
  async registerWorker(info: WorkerInfo): Promise<void> {
    this.self = { info, node: new EphemeralNode(this.session, `${this.folder}/${info.id}`) };
    await this.self.node.set(encode(info));
  }

  /** Changes parts of our own registration; kept for later sessions too. */
  async updateWorker(patch: Partial<WorkerInfo>): Promise<void> {
    if (!this.self) throw new Error('register the worker before updating it');
    this.self.info = { ...this.self.info, ...patch };
    await this.self.node.set(encode(this.self.info));
  }

  /** Takes this worker out, mastership included, while its session goes on. It can't be updated any more. */
  async leave(): Promise<void> {
    const { self } = this;
    if (!self) return;
    this.self = undefined;
    await Promise.all([self.node.remove(), this.mastership.release(self.info.id)]);
  }

  /** All registered workers, in no order. */
  async workers(): Promise<WorkerInfo[]> {
    const ids = await this.session.getChildren(this.folder).catch((error: unknown) => {
      if (error instanceof NoNodeError) return [];
      throw error;
    });
    const infos = await Promise.all(
      ids.map((id) => readJson<WorkerInfo>(this.session, `${this.folder}/${id}`)),
    );
    return infos.filter((info) => info !== undefined);
  }

  master(): Promise<MasterInfo | undefined> {
    return this.mastership.holder();
  }

  /**
   * Takes the mastership unless someone else holds it. It ends with our session and is not taken again by itself:
   * elect anew in `onChange`. A claim that failed as unavailable may yet have succeeded: claim again when `master()`
   * names us.
   * @returns whether it is ours now.
   */
  claimMaster(self: MasterInfo): Promise<boolean> {
    return this.mastership.claim(self);
  }

  /** Takes the mastership from this worker, if it holds it. */
  releaseMaster(id: string): Promise<void> {
    return this.mastership.release(id);
  }

  /** Takes a dead worker out, mastership and pid included, without waiting for its session to expire. */
  async removeWorker(id: string): Promise<void> {
    await Promise.all([
      this.session.remove(`${this.folder}/${id}`),
      this.mastership.release(id),
      this.pids.remove(id),
    ]);
  }

  /** Tells a worker what only the orchestrator knows of it. The latest announcement counts. */
  announce(id: string, announcement: Announcement): Promise<void> {
    return this.pids.announce(id, announcement);
  }

  /** Ids of all workers that were told their pids and not taken out since. */
  announcedIds(): Promise<string[]> {
    return this.pids.announced();
  }

  /** Waits to be told, however long ZooKeeper is away. @throws ZooKeeperUnavailableError when closed meanwhile. */
  awaitAnnouncement(id: string): Promise<Announcement> {
    return this.pids.wait(id);
  }

  /**
   * Calls back at least once after each change of who is registered or who is master, and after each reconnect.
   * When only a worker's data change, it does not.
   */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Calls back each time the connection is there again after it was lost. */
  onReturn(listener: () => void): void {
    this.session.on('lost', () => this.session.once('connected', listener));
  }

  /** Ends listening and waiting. The znodes go with the session, which is the caller's to close. */
  close(): void {
    this.closed = true;
    this.session.off('connected', this.restore);
    this.pids.close();
  }

  private readonly restore = () => {
    this.attempt(async () => {
      await this.self?.node.restore();
      await this.watch();
    });
  };

  private readonly onEvent = () => this.attempt(() => this.watch());

  /** Sets the watches and only then tells, so that what the listeners read is newer than the watches. */
  private async watch(): Promise<void> {
    await this.session.ensurePath(this.folder);
    await Promise.all([
      this.session.getChildren(this.folder, this.onEvent),
      this.mastership.watch(this.onEvent),
    ]);
    if (!this.closed) for (const listener of this.listeners) listener();
  }

  /** What fails for want of a connection is done again on the next `connected`. */
  private attempt(work: () => Promise<void>): void {
    if (this.closed) return;
    work().catch((error: unknown) => {
      if (error instanceof NoNodeError) this.onEvent();
      else if (!(error instanceof ZooKeeperUnavailableError)) {
        this.session.logger.error({ err: error }, 'membership not restored');
      }
    });
  }
}
