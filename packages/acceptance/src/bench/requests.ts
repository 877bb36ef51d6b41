import { ride, RIDES, TABLE } from './dataset.ts';

export const READ_PATH = '/api/v1/db/read';
export const WRITE_PATH = '/api/v1/db/write';

/** Coprime to {@link RIDES}, so that consecutive reads are far apart and every ride has its turn. */
const STRIDE = 7_919;

let reads = 0;
let writes = 0;

/** A read of one ride by its key. */
export function readBody(): string {
  const rideId = 1 + ((reads++ * STRIDE) % RIDES);
  return JSON.stringify({ table: TABLE, where: { rideId } });
}

/** An insert of one ride. */
export function writeBody(): string {
  return JSON.stringify({ table: TABLE, insert: ride(RIDES + ++writes) });
}
