import { resetRequestCounts, roundTrip } from '../system/round-trip.ts';
import type { Progress } from './progress.ts';
import type { Endpoints } from '../system/plan.ts';

/** Tries a ride on a system that nobody has used yet, and leaves no trace of it. */
export async function tryIt(
  { edge, users, rides }: Endpoints,
  progress: Progress,
  interrupted: Promise<never>,
): Promise<void> {
  await Promise.race([progress.step('round trip', 'done', () => roundTrip(edge)), interrupted]);
  await resetRequestCounts([users, rides]);
}
