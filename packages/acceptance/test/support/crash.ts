import { isDeepStrictEqual } from 'node:util';
import { isRunning } from '@rideshare/fault-injection';
import { expect } from 'chai';
import type { Service } from './service.ts';
import { awaitCast, workerPids, type Cast, type WorkerStatus } from './workers.ts';

export type Role = WorkerStatus['role'];

export const CRASH_ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 5);

/** A crash call waits for somebody to kill as long as this, which must do for the start of a worker at any time. */
export const PATIENT_CALLS = { CALL_TIMEOUT_MS: '25000' };

/** Has the worker of this role killed; its pid. @throws Error unless the call says that it is done. */
export async function crash(dbaas: Service, role: Role): Promise<number> {
  const { status, text, json } = await dbaas.post(`/api/v1/crash/${role}`, {});
  const [pid] = status === 200 ? (json as number[]) : [];
  if (pid === undefined || !isDeepStrictEqual(json, [pid]))
    throw new Error(`crash/${role}: ${status} ${text}`);
  return pid;
}

/** Crashes one of a cast, who is the right one, gone when the answer comes, and replaced. @returns the new cast */
export async function crashRound(dbaas: Service, role: Role, { master, slaves }: Cast): Promise<Cast> {
  const pid = await crash(dbaas, role);
  expect(pid).to.equal(role === 'master' ? master : slaves.at(-1));
  expect(isRunning(pid)).to.equal(false);
  expect(await workerPids(dbaas)).not.to.include(pid);
  const after = await awaitCast(dbaas, slaves.length, [pid]);
  expect(after.master).to.equal(role === 'master' ? slaves[0] : master);
  return after;
}
