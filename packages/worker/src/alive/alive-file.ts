import { writeFile } from 'node:fs/promises';
import type { Logger } from '@rideshare/common';

/** A file whose age tells those who can see nothing else of the worker how long ago it was last well. */
export class AliveFile {
  readonly #path: string;
  readonly #logger: Logger;
  #failed = false;

  constructor(path: string, logger: Logger) {
    this.#path = path;
    this.#logger = logger;
  }

  /** Makes it, or makes it young again. Never fails; that it can't be done is said once. */
  async touch(): Promise<void> {
    try {
      await writeFile(this.#path, `${new Date().toISOString()}\n`);
      this.#failed = false;
    } catch (error) {
      if (!this.#failed)
        this.#logger.warn({ err: error }, 'nobody can see from outside that the worker is well');
      this.#failed = true;
    }
  }
}
