import Database from 'better-sqlite3';

export type Connection = Database.Database;

const BUSY_TIMEOUT_MS = 5_000;
const CACHE_KIB = 32 * 1024;
const MAX_IDLE_WAL_BYTES = 64 * 1024 * 1024;

/**
 * `_state` has one row: how far the log is applied, and in whose term. `_requests` keeps the first outcome of
 * each request, `_tables` what the tables were defined as. Clients cannot reach them: their identifiers start
 * with a letter.
 */
const INTERNAL_TABLES = `
  BEGIN IMMEDIATE;
  CREATE TABLE IF NOT EXISTS _state (
    id INTEGER PRIMARY KEY CHECK (id = 0),
    "offset" INTEGER NOT NULL, term INTEGER NOT NULL, master TEXT NOT NULL, digest TEXT NOT NULL,
    bytes INTEGER NOT NULL, origin TEXT NOT NULL
  ) STRICT;
  INSERT OR IGNORE INTO _state VALUES (0, -1, 0, '', '', 0, '');
  CREATE TABLE IF NOT EXISTS _requests (
    "offset" INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, code TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS _tables (
    name TEXT NOT NULL PRIMARY KEY COLLATE NOCASE, definition TEXT NOT NULL
  ) STRICT;
  COMMIT;
`;

/**
 * Has SQLite put what a query has no room for in memory into this folder: into /tmp otherwise, which can be small, or
 * memory itself. For the whole process; to be called before any database is opened.
 */
export function keepTemporaryFilesIn(dir: string): void {
  process.env['SQLITE_TMPDIR'] = dir;
}

/** Opens a copy for its only writer, and makes it when there is none. */
export function openWriter(file: string): Connection {
  const db = configure(new Database(file, { timeout: BUSY_TIMEOUT_MS }));
  db.pragma('temp_store = MEMORY');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  db.pragma(`journal_size_limit = ${MAX_IDLE_WAL_BYTES}`);
  db.exec(INTERNAL_TABLES);
  return db;
}

/** Opens a copy that exists; this connection cannot change it. What it sorts can be more than there is memory. */
export function openReader(file: string): Connection {
  const db = configure(new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS }));
  db.pragma('temp_store = FILE');
  return db;
}

function configure(db: Connection): Connection {
  db.pragma('trusted_schema = OFF');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  return db;
}
