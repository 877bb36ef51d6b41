import { DatabaseSync } from 'node:sqlite';
import { AnswerTooLongError, ConstraintError, parseRead, parseWrite } from '@rideshare/dbaas';
import type { ReadQuery, Row, Statement, TableDefinition, WriteStatement } from '@rideshare/dbaas';
import { readSql, statementSql, tableSql } from './sql.ts';

const SQLITE_CONSTRAINT = 19;

/** The database service without its queues and copies: its statements and constraints on one SQLite in memory. */
export class SqliteDatabase {
  /** When set, every call fails with it, as if the real service were away. */
  outage: Error | undefined;

  /** An answer of more rows than this is too long. */
  maxRows = Infinity;

  readonly #sqlite = new DatabaseSync(':memory:');
  readonly #tables = new Set<string>();

  defineTable(name: string, definition: TableDefinition): Promise<void> {
    return this.#answer(() => {
      if (!this.#tables.has(name)) this.#sqlite.exec(tableSql(name, definition));
      this.#tables.add(name);
    });
  }

  read(query: ReadQuery): Promise<Row[]> {
    return this.#answer(() => {
      const { text, values } = readSql(parseRead(query));
      const rows = this.#sqlite.prepare(text).all(...values) as Row[];
      if (rows.length > this.maxRows) throw new AnswerTooLongError('too many rows');
      return rows;
    });
  }

  ready(): Promise<boolean> {
    return Promise.resolve(this.outage === undefined);
  }

  async count(table: string): Promise<number> {
    const rows = await this.read({ table });
    return rows.length;
  }

  write(statement: WriteStatement): Promise<unknown> {
    return this.#answer(() => {
      this.#sqlite.exec('BEGIN');
      try {
        for (const each of parseWrite(statement).statements) this.#apply(each);
        this.#sqlite.exec('COMMIT');
      } catch (error) {
        this.#sqlite.exec('ROLLBACK');
        throw isConstraint(error) ? new ConstraintError(error.message) : error;
      }
    });
  }

  #apply(statement: Statement): void {
    const { text, values } = statementSql(statement);
    const { changes } = this.#sqlite.prepare(text).run(...values);
    const expected = statement.expect?.changes ?? changes;
    if (changes !== expected) throw new ConstraintError(`changed ${changes} rows, not ${expected}`);
  }

  #answer<T>(answer: () => T): Promise<T> {
    return new Promise((resolve) => {
      if (this.outage) throw this.outage;
      resolve(answer());
    });
  }
}

function isConstraint(error: unknown): error is Error {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_CONSTRAINT;
}
