import type { Sender } from '../../../../src/faults/load/client.ts';
import type { Answer, Request } from '../../../../src/faults/load/http-client.ts';
import { TABLES } from '../../../../src/faults/load/tables.ts';
import { Random } from '../../../../src/faults/random.ts';
import { shown, statementsOf } from './fake-services.ts';
import { perform, select, type Row, type Statement, type Tables } from './fake-tables.ts';

/** What a broken database does every now and then. */
export type Defect =
  | 'acknowledges what it does not do'
  | 'does what it refuses'
  | 'does a write twice'
  | 'forgets request ids'
  | 'does half a transaction'
  | 'gives unique names away again'
  | 'reads from an old copy'
  | 'goes back to an old copy';

const UNKNOWN: Answer = { status: 504, body: '{"detail":"no answer in time"}', unsent: false };
const OFTEN = 0.03;
const BROKEN = 0.2;
const OLD_WRITES = 40;

/** The system as its clients see it, in memory: answers get lost, writes come late, and it may have a defect. */
export class FakeSystem implements Sender {
  tables: Tables = Object.fromEntries(Object.entries(TABLES).map(([table, { rows }]) => [table, rows]));
  readonly #random: Random;
  readonly #defect: Defect | undefined;
  readonly #answers = new Map<string, Answer>();
  #old = this.tables;
  #writes = 0;

  constructor(seed: number, defect?: Defect) {
    this.#random = new Random(seed);
    this.#defect = defect;
  }

  async send(request: Request): Promise<Answer> {
    await this.#aWhile();
    const answer = this.#answer(request);
    await this.#aWhile();
    return this.#now(OFTEN) ? UNKNOWN : answer;
  }

  #answer(request: Request): Answer {
    const { method, path, json } = request;
    const tables = this.#has('reads from an old copy') ? this.#old : this.tables;
    if (method === 'GET') return ok(shown(path, tables));
    if (path === '/api/v1/db/read') {
      const { table, where } = json as { table: string; where?: Row };
      return ok(select(tables, table, where));
    }
    if (path === '/api/v1/db/write') return this.#once(request);
    return this.#write(statementsOf(request, this.tables), 400);
  }

  #once(request: Request): Answer {
    const key = request.headers?.['idempotency-key'] ?? '';
    const known = this.#defect === 'forgets request ids' ? undefined : this.#answers.get(key);
    if (known) return known;
    const { transaction } = request.json as { transaction?: Statement[] };
    const statements = transaction ?? [request.json as Statement];
    if (this.#now(OFTEN)) {
      void this.#aWhile().then(() => this.#once(request));
      return UNKNOWN;
    }
    const answer = this.#write(statements, 409);
    this.#answers.set(key, answer);
    return answer;
  }

  /** @param refusal the status of what cannot be done */
  #write(statements: readonly Statement[] | undefined, refusal: number): Answer {
    if (!statements) return { status: refusal, body: '{}', unsent: false };
    const refused = { status: refusal, body: '{}', unsent: false };
    const offset = ++this.#writes;
    if (offset % OLD_WRITES === 0) this.#old = this.tables;
    if (this.#has('acknowledges what it does not do')) return ok({ offset });
    if (this.#has('goes back to an old copy')) this.tables = this.#old;
    const half = statements.length > 1 && this.#has('does half a transaction');
    const unique = !this.#has('gives unique names away again');
    try {
      this.tables = perform(this.tables, half ? statements.slice(1) : statements, unique);
      if (this.#has('does a write twice')) this.tables = perform(this.tables, statements);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return refused;
    }
    return this.#has('does what it refuses') ? refused : ok({ offset });
  }

  #has(defect: Defect): boolean {
    return this.#defect === defect && this.#now(BROKEN);
  }

  #now(chance: number): boolean {
    return this.#random.next() < chance;
  }

  async #aWhile(): Promise<void> {
    for (let turns = this.#random.integer(0, 3); turns > 0; turns--) await Promise.resolve();
  }
}

function ok(content: unknown): Answer {
  return { status: 200, body: content === undefined ? '' : JSON.stringify(content), unsent: false };
}
