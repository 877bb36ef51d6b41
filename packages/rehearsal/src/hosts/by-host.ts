import type { HostName } from './host.ts';

/** Something for each host. */
export type ByHost<T> = Readonly<Record<HostName, T>>;

export const byHost = <T>(make: (name: HostName) => T): ByHost<T> => ({
  users: make('users'),
  rides: make('rides'),
  dbaas: make('dbaas'),
});

/** As {@link byHost}, all at once. @throws what the first of them throws */
export async function allHosts<T>(make: (name: HostName) => Promise<T>): Promise<ByHost<T>> {
  const [users, rides, dbaas] = await Promise.all([make('users'), make('rides'), make('dbaas')]);
  return { users, rides, dbaas };
}
