/** One process of the pool, as the plan sees it. */
export interface Member {
  readonly id: number;
  /** The number of reloads that came before it: the higher, the newer its code. */
  generation: number;
  state: 'starting' | 'serving' | 'draining';
}

export type Step<M> = { kind: 'start' } | { kind: 'drain'; member: M } | { kind: 'rest' };

/**
 * The next step from the actual processes towards the desired ones: as many as wanted, all of the current generation.
 * While one is outdated, one more than wanted is run, and only when that serves is the outdated one drained,
 * so that a reload never lowers their number.
 */
export function nextStep<M extends Member>(
  members: readonly M[],
  processes: number,
  generation: number,
): Step<M> {
  const live = members.filter((member) => member.state !== 'draining');
  const outdated = live.find((member) => member.generation < generation);
  if (live.length < (outdated ? processes + 1 : processes)) return { kind: 'start' };
  const drains = live.length < members.length;
  const replacementsServe = live.every(
    (member) => member.generation < generation || member.state === 'serving',
  );
  return outdated && replacementsServe && !drains ? { kind: 'drain', member: outdated } : { kind: 'rest' };
}
