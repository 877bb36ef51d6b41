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
 * While one is outdated, one more than wanted is run. One at a time, those outdated are drained that do not serve yet,
 * or without which enough do, so that a reload never lowers the number of processes that serve.
 */
export function nextStep<M extends Member>(
  members: readonly M[],
  processes: number,
  generation: number,
): Step<M> {
  const live = members.filter(({ state }) => state !== 'draining');
  const outdated = live.filter((member) => member.generation < generation);
  if (live.length < (outdated.length > 0 ? processes + 1 : processes)) return { kind: 'start' };
  if (live.length < members.length) return { kind: 'rest' };
  const serving = live.filter(({ state }) => state === 'serving').length;
  const member = outdated.find(({ state }) => state === 'starting' || serving > processes);
  return member ? { kind: 'drain', member } : { kind: 'rest' };
}
