import type { Service } from './service.ts';
import { read } from './tables.ts';

/** Makes one read after the other while something goes on. @returns every status that was answered */
export async function readDuring(
  dbaas: Service,
  table: string,
  action: () => Promise<unknown>,
): Promise<number[]> {
  const statuses = new Set<number>();
  const going = { on: true };
  const reading = (async () => {
    while (going.on) statuses.add((await read(dbaas, { table, limit: 1 })).status);
  })();
  const acting = action().finally(() => (going.on = false));
  await Promise.all([reading, acting]);
  return [...statuses];
}
