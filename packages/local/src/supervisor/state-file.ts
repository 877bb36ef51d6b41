import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { bootId } from '../process/identity.ts';
import type { PartRecord } from './part.ts';
import type { ProcessIdentity } from '../process/identity.ts';

/** What a later command must know to find and stop everything, whatever has happened to the supervisor. */
export interface SystemState<Plan> {
  bootId: string;
  supervisor: ProcessIdentity;
  /** Milliseconds since the epoch. */
  startedAt: number;
  plan: Plan;
  /** In the order they start. */
  parts: PartRecord[];
}

/** One JSON file, replaced as a whole. */
export class StateFile<Plan> {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Undefined when there is none, or it is of an earlier boot: then nothing of it runs. */
  read(): SystemState<Plan> | undefined {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const state = JSON.parse(text) as SystemState<Plan>;
    return state.bootId === bootId() ? state : undefined;
  }

  write(state: SystemState<Plan>): void {
    const unfinished = `${this.#path}.new`;
    writeFileSync(unfinished, `${JSON.stringify(state, undefined, 2)}\n`);
    renameSync(unfinished, this.#path);
  }

  remove(): void {
    rmSync(this.#path, { force: true });
  }
}
