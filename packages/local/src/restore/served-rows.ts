import got from 'got';

/** Number of rows by table. */
export type RowCounts = ReadonlyMap<string, number>;

/** The number of rows in every table, as a running database answers. */
export async function servedRowCounts(dbaas: string, token: string | undefined): Promise<RowCounts> {
  const api = got.extend({
    prefixUrl: `${dbaas}/api/v1/db`,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    timeout: { request: 30_000 },
    retry: { limit: 5, methods: ['GET', 'POST'], statusCodes: [503, 504] },
  });
  const counts = new Map<string, number>();
  for (const { table } of await api.get('tables').json<{ table: string }[]>()) {
    const [row] = await api.post('read', { json: { table, columns: 'count' } }).json<{ count: number }[]>();
    counts.set(table, row?.count ?? 0);
  }
  return counts;
}

/** What is not as expected, a clause for each table. */
export function differences(expected: RowCounts, actual: RowCounts): string[] {
  const tables = new Set([...expected.keys(), ...actual.keys()]);
  return [...tables].flatMap((table) => {
    const [wanted, found] = [expected.get(table), actual.get(table)];
    if (wanted === found) return [];
    if (wanted === undefined) return [`there is a table ${table}`];
    return [found === undefined ? `${table} is missing` : `${table} has ${found} rows instead of ${wanted}`];
  });
}
