import Database from 'better-sqlite3';
import type { Statement } from '@rideshare/dbaas';

/** The request cannot be done on any copy: an outcome of the log, not a fault of this worker. */
export class Refusal extends Error {
  readonly code: 'conflict' | 'invalid';

  constructor(code: 'conflict' | 'invalid', detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'Refusal';
    this.code = code;
  }
}

/**
 * Tells what the log is to blame for from what the disk or the memory of this one worker is: only the former
 * becomes an outcome, or copies of the same log would differ. Returns any other error as it is.
 */
export function asRefusal(error: unknown, table: string, kind?: Statement['kind']): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (error.code.startsWith('SQLITE_CONSTRAINT')) {
    return new Refusal('conflict', constraintDetail(error, table, kind), { cause: error });
  }
  if (error.code === 'SQLITE_ERROR') {
    return new Refusal('invalid', `${table}: ${error.message}`, { cause: error });
  }
  return error;
}

function constraintDetail(
  error: InstanceType<typeof Database.SqliteError>,
  table: string,
  kind?: Statement['kind'],
): string {
  const columns = error.message.slice(error.message.indexOf(': ') + 2);
  switch (error.code) {
    case 'SQLITE_CONSTRAINT_UNIQUE':
    case 'SQLITE_CONSTRAINT_PRIMARYKEY':
    case 'SQLITE_CONSTRAINT_ROWID':
      return columns.includes(', ') ? `the combination of ${columns} is taken` : `${columns} is taken`;
    case 'SQLITE_CONSTRAINT_NOTNULL':
      return `${columns} must not be null`;
    case 'SQLITE_CONSTRAINT_FOREIGNKEY':
    case 'SQLITE_CONSTRAINT_TRIGGER':
      return kind === 'delete'
        ? `${table}: other rows refer to a row to be deleted`
        : `${table}: a reference would lead nowhere`;
    default:
      return `${table}: a constraint is violated`;
  }
}
