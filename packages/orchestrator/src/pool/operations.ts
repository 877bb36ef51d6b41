export type OperationKind = 'start' | 'stop' | 'kill' | 'forget';

interface Operation {
  kind: OperationKind;
  done: Promise<void>;
}

export interface OperationsOptions {
  onFailure: (error: unknown) => void;
  /** Called after each operation, well or badly ended. */
  onEnd: () => void;
}

/** The slow things under way, at most one for each worker, so that no pass has to wait for them. */
export class Operations {
  readonly #options: OperationsOptions;
  readonly #underWay = new Map<string, Operation>();

  constructor(options: OperationsOptions) {
    this.#options = options;
  }

  has(id: string): boolean {
    return this.#underWay.has(id);
  }

  /** Begins an operation, unless another one of that worker is under way. */
  begin(kind: OperationKind, id: string, action: () => Promise<unknown>): void {
    if (this.#underWay.has(id)) return;
    this.#underWay.set(id, { kind, done: this.#perform(id, action) });
  }

  /** The workers that an operation of this kind is under way for: a copy, as of now. */
  ids(kind: OperationKind): Set<string> {
    return new Set([...this.#underWay].filter(([, operation]) => operation.kind === kind).map(([id]) => id));
  }

  /** Waits for those of this kind that are under way now; never fails. */
  async settled(kind: OperationKind): Promise<void> {
    const operations = [...this.#underWay.values()].filter((operation) => operation.kind === kind);
    await Promise.all(operations.map(({ done }) => done));
  }

  async #perform(id: string, action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.#options.onFailure(error);
    }
    this.#underWay.delete(id);
    this.#options.onEnd();
  }
}
