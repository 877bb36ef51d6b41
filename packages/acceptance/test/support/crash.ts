import { isDeepStrictEqual } from 'node:util';
import type { Service } from './service.ts';
import type { WorkerStatus } from './workers.ts';

export type Role = WorkerStatus['role'];

/** Has the worker of this role killed; its pid. @throws Error unless the call says that it is done. */
export async function crash(dbaas: Service, role: Role): Promise<number> {
  const { status, text, json } = await dbaas.post(`/api/v1/crash/${role}`, {});
  const [pid] = status === 200 ? (json as number[]) : [];
  if (pid === undefined || !isDeepStrictEqual(json, [pid]))
    throw new Error(`crash/${role}: ${status} ${text}`);
  return pid;
}
