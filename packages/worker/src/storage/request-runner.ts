import type { RequestKind } from '@rideshare/dbaas';
import { Catalog } from './catalog.ts';
import type { Connection } from './connection.ts';
import { readDefinition, readWrite } from './entry-reader.ts';
import { Refusal } from './refusal.ts';
import type { RecordedOutcome } from './request-table.ts';
import { Savepoint } from './savepoint.ts';
import { StatementRunner } from './statement-runner.ts';
import { defineTable } from './table-definer.ts';

/** Does what the requests in the log ask for, within the transaction of the caller. */
export class RequestRunner {
  readonly #db: Connection;
  readonly #catalog: Catalog;
  readonly #statements: StatementRunner;
  readonly #savepoint: Savepoint;

  constructor(db: Connection) {
    this.#db = db;
    this.#catalog = new Catalog(db);
    this.#statements = new StatementRunner(db, this.#catalog);
    this.#savepoint = new Savepoint(db);
  }

  /** The reply to a request; when that is a refusal, nothing is changed. What it throws is a fault of this copy. */
  run(kind: RequestKind, body: Buffer, offset: number): RecordedOutcome {
    try {
      return { code: 'ok', body: this.#savepoint.run(() => this.#done(kind, body, offset)) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { code: error.code, body: JSON.stringify({ detail: error.message }) };
    }
  }

  /** To be called after a rollback of the caller's transaction. */
  forget(): void {
    this.#catalog.forget();
    this.#statements.forget();
  }

  #done(kind: RequestKind, body: Buffer, offset: number): string {
    switch (kind) {
      case 'write':
        return this.#write(body, offset);
      case 'define':
        return defineTable(this.#db, this.#catalog, readDefinition(body));
      case 'fence':
        return JSON.stringify({ offset });
    }
  }

  #write(body: Buffer, offset: number): string {
    const write = readWrite(body);
    const results = write.statements.map((statement) => this.#statements.run(statement));
    return JSON.stringify(write.transaction ? { results, offset } : { ...results[0], offset });
  }
}
