import type { Statement } from '@rideshare/dbaas';
import type { Catalog } from './catalog.ts';
import type { Connection } from './connection.ts';
import { LruCache } from './lru-cache.ts';
import { planStatement, valueLists, type Plan } from './plan.ts';
import { asRefusal, Refusal } from './refusal.ts';
import { shapeOf } from './shape.ts';

export interface Result {
  /** Rows that the statement itself changed: what cascades from it does not count. */
  changes: number;
  /** Row id of the last inserted row; 0 when the statement is no insert. */
  lastInsertRowid: number;
}

const MAX_PLANS = 500;

/** Runs statements within the transaction or savepoint of its caller, who takes them back when it throws. */
export class StatementRunner {
  readonly #db: Connection;
  readonly #catalog: Catalog;
  readonly #plans = new LruCache<Plan>(MAX_PLANS);

  constructor(db: Connection, catalog: Catalog) {
    this.#db = db;
    this.#catalog = catalog;
  }

  /**
   * Rows are inserted one by one, so a row may refer to the ones before it.
   * @throws Refusal
   */
  run(statement: Statement): Result {
    const plan = this.#plans.get(shapeOf(statement), () =>
      planStatement(this.#db, this.#catalog.table(statement.table), statement),
    );
    const result = execute(plan, statement);
    const expected = statement.expect?.changes;
    if (expected !== undefined && expected !== result.changes) {
      throw new Refusal(
        'conflict',
        `${statement.table}: expected to change ${expected} rows, not ${result.changes}`,
      );
    }
    return result;
  }

  /** To be called after a rollback, which may have taken tables back. */
  forget(): void {
    this.#plans.clear();
  }
}

function execute({ prepared, bind }: Plan, statement: Statement): Result {
  const result: Result = { changes: 0, lastInsertRowid: 0 };
  for (const values of valueLists(statement)) {
    const bound = bind(values);
    try {
      const { changes, lastInsertRowid } = prepared.run(bound);
      result.changes += changes;
      if (statement.kind === 'insert') result.lastInsertRowid = Number(lastInsertRowid);
    } catch (error) {
      throw asRefusal(error, statement.table, statement.kind);
    }
  }
  return result;
}
