import type { Logger } from '@rideshare/common';
import { levelTriggered, type MasterInfo } from '@rideshare/dbaas';

export interface ElectionsOptions {
  members: {
    master(): Promise<MasterInfo | undefined>;
    onChange(listener: () => void): void;
  };
  logger: Logger;
}

/** Counts the times that another worker was seen to be master than before. */
export class Elections {
  #count = 0;
  #latest: MasterInfo | undefined;

  constructor({ members, logger }: ElectionsOptions) {
    const loop = levelTriggered(async () => this.#see(await members.master()), {
      onError: (error) => logger.debug({ err: error }, 'the master will be seen when ZooKeeper is back'),
    });
    members.onChange(() => loop.wake());
  }

  get count(): number {
    return this.#count;
  }

  #see(master: MasterInfo | undefined): void {
    if (master === undefined) return;
    const latest = this.#latest;
    if (latest !== undefined && (master.id !== latest.id || master.pid !== latest.pid)) this.#count += 1;
    this.#latest = master;
  }
}
