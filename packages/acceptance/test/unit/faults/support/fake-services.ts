import type { Request } from '../../../../src/faults/load/http-client.ts';
import { select, type Row, type Statement, type Tables } from './fake-tables.ts';

/** What the users and the rides service would ask of the database. */
export function statementsOf({ method, path, json }: Request, tables: Tables): Statement[] | undefined {
  const body = json as Row;
  if (path === '/api/v1/users') return [{ table: 'users', insert: body }];
  if (path === '/api/v1/rides') {
    const rideId = 1 + Math.max(0, ...select(tables, 'ids').map((row) => Number(row['rideId'])));
    return [
      { table: 'ids', insert: { rideId } },
      { table: 'rides', insert: { rideId, ...body } },
    ];
  }
  const rideId = Number(path.split('/').at(-1));
  const [ride] = select(tables, 'rides', { rideId });
  if (!ride) return undefined;
  if (method === 'DELETE') {
    return [
      { table: 'rides', delete: true, where: { rideId } },
      { table: 'riders', delete: true, where: { rideId } },
    ];
  }
  if (ride['created_by'] === body['username']) return undefined;
  return [{ table: 'riders', insert: { rideId, ...body } }];
}

/** What the services would show; undefined for nothing. */
export function shown(path: string, tables: Tables): unknown {
  const { pathname, searchParams } = new URL(path, 'http://rides');
  if (pathname === '/api/v1/users') {
    const found = select(tables, 'users', { username: searchParams.get('username') });
    return found.length > 0 ? found.map(({ username }) => username) : undefined;
  }
  if (pathname === '/api/v1/rides') {
    const where = {
      source: Number(searchParams.get('source')),
      destination: Number(searchParams.get('destination')),
    };
    const rides = select(tables, 'rides', where);
    return rides.map(({ created_by, ...ride }) => ({ ...ride, username: created_by }));
  }
  const rideId = Number(pathname.split('/').at(-1));
  const [ride] = select(tables, 'rides', { rideId });
  if (!ride) return undefined;
  const riders = select(tables, 'riders', { rideId }).map(({ username }) => username);
  return { ...ride, users: [ride['created_by'], ...riders] };
}
