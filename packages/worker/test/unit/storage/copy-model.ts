import type { ReplyCode } from '@rideshare/dbaas';

/** A request as the model knows it; `requestOf` in the test makes the real one. */
export type ModelRequest =
  | { kind: 'insert'; names: string[]; expect?: number }
  | { kind: 'rename'; from: string; to: string; expect?: number }
  | { kind: 'delete'; name: string }
  | { kind: 'transaction'; steps: ModelRequest[] }
  | { kind: 'define'; same: boolean }
  | { kind: 'fence' };

export type ModelEntry =
  | { kind: 'barrier'; term: number; master: string }
  | { kind: 'mark' }
  | { kind: 'garbage' }
  | { kind: 'request'; term: number; master: string; id: string; request: ModelRequest };

export interface ModelOutcome {
  status: 'applied' | 'repeated' | 'ignored';
  code: ReplyCode;
  body: unknown;
}

interface Result {
  changes: number;
  lastInsertRowid: number;
}

const IGNORED: ModelOutcome = { status: 'ignored', code: 'failed', body: undefined };
const NO_REPLY: ModelOutcome = { status: 'applied', code: 'ok', body: undefined };

class ModelConflict extends Error {}

/** What a copy promises, over one table `users(id AUTOINCREMENT, name UNIQUE)`, in the plainest way. */
export class CopyModel {
  readonly definition: unknown;
  readonly #retention: number;
  readonly #outcomes = new Map<string, { offset: number; code: ReplyCode; body: unknown }>();
  #users = new Map<number, string>();
  #lastId = 0;
  #term = 0;
  #master = '';
  #offset = -1;

  constructor(definition: unknown, retention: number) {
    this.definition = definition;
    this.#retention = retention;
  }

  get users(): { id: number; name: string }[] {
    return [...this.#users].map(([id, name]) => ({ id, name })).sort((a, b) => a.id - b.id);
  }

  apply(entry: ModelEntry): ModelOutcome {
    this.#offset += 1;
    switch (entry.kind) {
      case 'mark':
        return NO_REPLY;
      case 'garbage':
        return IGNORED;
      case 'barrier':
        if (entry.term <= this.#term) return IGNORED;
        this.#term = entry.term;
        this.#master = entry.master;
        return NO_REPLY;
      case 'request':
        return this.#request(entry);
    }
  }

  #request({ term, master, id, request }: Extract<ModelEntry, { kind: 'request' }>): ModelOutcome {
    if (term !== this.#term || master !== this.#master) return IGNORED;
    const first = this.#outcomes.get(id);
    if (first && first.offset >= this.#offset - this.#retention) {
      return { status: 'repeated', code: first.code, body: first.body };
    }
    const outcome = this.#attempt(request);
    this.#outcomes.set(id, { offset: this.#offset, ...outcome });
    return { status: 'applied', ...outcome };
  }

  #attempt(request: ModelRequest): { code: ReplyCode; body: unknown } {
    const [users, lastId] = [new Map(this.#users), this.#lastId];
    try {
      return { code: 'ok', body: this.#reply(request) };
    } catch (error) {
      if (!(error instanceof ModelConflict)) throw error;
      this.#users = users;
      this.#lastId = lastId;
      return { code: 'conflict', body: { detail: error.message } };
    }
  }

  #reply(request: ModelRequest): unknown {
    const offset = this.#offset;
    switch (request.kind) {
      case 'fence':
        return { offset };
      case 'define':
        if (request.same) return this.definition;
        throw new ModelConflict('the table users exists with another definition');
      case 'transaction':
        return { results: request.steps.map((step) => this.#change(step)), offset };
      default:
        return { ...this.#change(request), offset };
    }
  }

  #change(request: ModelRequest): Result {
    switch (request.kind) {
      case 'insert':
        for (const name of request.names) this.#insert(name);
        return expecting(request.expect, { changes: request.names.length, lastInsertRowid: this.#lastId });
      case 'rename':
        return expecting(request.expect, {
          changes: this.#rename(request.from, request.to),
          lastInsertRowid: 0,
        });
      case 'delete': {
        const id = this.#idOf(request.name);
        return { changes: id !== undefined && this.#users.delete(id) ? 1 : 0, lastInsertRowid: 0 };
      }
      default:
        throw new Error(`${request.kind} is no statement`);
    }
  }

  #insert(name: string): void {
    if (this.#idOf(name) !== undefined) throw new ModelConflict('users.name is taken');
    this.#users.set(++this.#lastId, name);
  }

  #rename(from: string, to: string): number {
    const id = this.#idOf(from);
    if (id === undefined) return 0;
    if (from !== to && this.#idOf(to) !== undefined) throw new ModelConflict('users.name is taken');
    this.#users.set(id, to);
    return 1;
  }

  #idOf(name: string): number | undefined {
    return [...this.#users].find(([, known]) => known === name)?.[0];
  }
}

function expecting(expected: number | undefined, result: Result): Result {
  if (expected === undefined || expected === result.changes) return result;
  throw new ModelConflict(`users: expected to change ${expected} rows, not ${result.changes}`);
}
