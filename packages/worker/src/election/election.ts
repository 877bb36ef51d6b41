import type { Logger } from '@rideshare/common';
import { levelTriggered } from '@rideshare/dbaas/core';
import type { MasterInfo, Membership, WorkerRole } from '@rideshare/dbaas/zookeeper';
import { isNextMaster } from './next-master.ts';

/** The part of the membership that elections need. */
export type Electorate = Pick<Membership, 'workers' | 'master' | 'claimMaster' | 'updateWorker' | 'onChange'>;

export interface ElectionOptions {
  self: MasterInfo;
  electorate: Electorate;
  logger: Logger;
  /** Called once, when this worker has become master. */
  onElected: () => void;
  /** Called when another worker is master in this one's place. */
  onDeposed: () => void;
  /** Called with each look at the others: whether this worker is to answer reads. */
  onServe: (on: boolean) => void;
}

/**
 * Decides from what ZooKeeper shows whether this worker is slave or master, and whether it answers reads: a slave
 * always, the master while it is alone.
 *
 * It is no more than a way to agree quickly on who tries to lead: who really leads the log decides.
 */
export class Election {
  readonly #options: ElectionOptions;
  readonly #passes = levelTriggered(() => this.#elect(), {
    onError: (error) => this.#options.logger.warn({ err: error }, 'the election waits for ZooKeeper'),
  });
  #role: WorkerRole = 'slave';
  #stopped = false;

  constructor(options: ElectionOptions) {
    this.#options = options;
  }

  start(): void {
    this.#options.electorate.onChange(() => this.#passes.wake());
    this.#passes.wake();
  }

  /** Calls back no more from now on, and resolves when a claim that may be under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#passes.stop();
  }

  async #elect(): Promise<void> {
    const { self, electorate, onDeposed, onServe } = this.#options;
    const [workers, master] = await Promise.all([electorate.workers(), electorate.master()]);
    if (this.#stopped) return;
    const ours = master?.id === self.id && master.pid === self.pid;
    if (this.#role === 'slave' && (ours || isNextMaster(self, workers, master))) await this.#claim();
    else if (this.#role === 'master' && !master) await electorate.claimMaster(self);
    else if (this.#role === 'master' && !ours) onDeposed();
    const alone = !workers.some(({ id, role }) => id !== self.id && role === 'slave');
    this.#unlessStopped(() => onServe(this.#role === 'slave' || alone));
  }

  async #claim(): Promise<void> {
    const { self, electorate, logger, onElected } = this.#options;
    if (!(await electorate.claimMaster(self)) || this.#stopped) return;
    this.#role = 'master';
    logger.info('elected master');
    onElected();
    await electorate.updateWorker({ role: 'master' });
  }

  #unlessStopped(tell: () => void): void {
    if (!this.#stopped) tell();
  }
}
