import type { Answer } from './http.ts';
import type { Service } from './service.ts';

export interface ListedRide {
  rideId: number;
  username: string;
  timestamp: string;
}

export interface Trip {
  timestamp: string;
  source: number | string;
  destination: number | string;
}

export const AREAS = 198;

const KOLKATA_OFFSET_MS = 5.5 * 3_600_000;
const DAY_MS = 86_400_000;

/** An instant as the contract writes it, `DD-MM-YYYY:SS-MM-HH` in Asia/Kolkata. */
export function timestamp(instant: Date): string {
  const [date = '', time = ''] = new Date(instant.getTime() + KOLKATA_OFFSET_MS).toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const [hours = '', minutes = '', seconds = ''] = time.slice(0, 8).split(':');
  return `${day}-${month}-${year}:${seconds}-${minutes}-${hours}`;
}

/** The timestamp of this time of day, so many days from now; negative ones are past. */
export function daysAhead(days: number): string {
  return timestamp(new Date(Date.now() + days * DAY_MS));
}

let routes = 0;

/** A trip tomorrow between two areas, another pair on each of the first 39,006 calls. */
export function freshTrip(): Trip {
  const n = routes++;
  const source = 1 + (n % AREAS);
  const step = 1 + (Math.floor(n / AREAS) % (AREAS - 1));
  const destination = 1 + ((source - 1 + step) % AREAS);
  return { timestamp: daysAhead(1), source, destination };
}

export function postRide(service: Service, creator: string, trip: Trip): Promise<Answer> {
  return service.post('/api/v1/rides', { created_by: creator, ...trip });
}

export function listRides(service: Service, { source, destination }: Trip): Promise<Answer> {
  return service.get(`/api/v1/rides?source=${source}&destination=${destination}`);
}

/** The id of a ride made now: the newest of its creator between its areas. @throws Error unless it is made and listed. */
export async function newRide(service: Service, creator: string, trip = freshTrip()): Promise<number> {
  const made = await postRide(service, creator, trip);
  if (made.status !== 201) throw new Error(`POST ride: ${made.status} ${made.text.slice(0, 500)}`);
  const listed = (await listRides(service, trip)).json as ListedRide[] | undefined;
  const own = (listed ?? []).filter(({ username }) => username === creator).map(({ rideId }) => rideId);
  if (own.length === 0) throw new Error('the new ride is not listed');
  return Math.max(...own);
}
