import type { FinalState } from '@rideshare/acceptance';

type Row = FinalState['tables'][string][number];

/** The tables of the services, and the key by which their rows are read. */
const keys = { users: 'id', rides: 'rideId', riders: 'id' } as const;

const rowsAtOnce = 1_000;

export interface Database {
  url: string;
  token: string;
}

/** All rows of the services' tables, as the database tells them now. */
export async function servedState(database: Database): Promise<FinalState> {
  const tables = await Promise.all(
    Object.entries(keys).map(async ([table, key]) => [table, await rowsOf(database, table, key)] as const),
  );
  return { tables: Object.fromEntries(tables) };
}

async function rowsOf(database: Database, table: string, key: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const where = [{ column: key, op: '>', value: rows.at(-1)?.[key] ?? 0 }];
    const more = await read(database, { table, where, orderBy: key, limit: rowsAtOnce });
    rows.push(...more);
    if (more.length < rowsAtOnce) return rows;
  }
}

/** @throws Error unless it is answered */
async function read({ url, token }: Database, query: object): Promise<Row[]> {
  const answer = await fetch(`${url}/api/v1/db/read`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(query),
  });
  if (answer.status !== 200) throw new Error(`db/read: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Row[];
}
