import { ride, RIDES, TABLE } from './dataset.ts';
import type { Target } from './load.ts';

export const READ_PATH = '/api/v1/db/read';
export const WRITE_PATH = '/api/v1/db/write';

/** Coprime to any number of rides that a person would choose, so that every ride has its turn, far from the one before. */
const STRIDE = 7_919;

let reads = 0;
let writes = 0;

/** A read of one of so many rides by its key. */
export function readBody(rides = RIDES): string {
  const rideId = 1 + ((reads++ * STRIDE) % rides);
  return JSON.stringify({ table: TABLE, where: { rideId } });
}

/** An insert of one ride beyond those that were loaded. */
export function writeBody(rides = RIDES): string {
  return JSON.stringify({ table: TABLE, insert: ride(rides + ++writes) });
}

export function readLoad(name: string, base: string, headers: Record<string, string>, rides = RIDES): Target {
  return { name, url: base + READ_PATH, headers, body: () => readBody(rides) };
}

export function writeLoad(
  name: string,
  base: string,
  headers: Record<string, string>,
  rides = RIDES,
): Target {
  return { name, url: base + WRITE_PATH, headers, body: () => writeBody(rides) };
}
