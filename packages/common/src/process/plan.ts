/** One process of the pool, as the plan sees it. */
export interface Member {
  id: number;
  /** The reload it was started by; a higher one is newer code. */
  generation: number;
  state: 'starting' | 'serving' | 'draining';
}

export type Step = { kind: 'start' } | { kind: 'drain'; id: number } | { kind: 'rest' };

/**
 * The next step from the actual processes towards the desired ones: as many as wanted, all of the current generation.
 * An outdated one is drained only when one more than wanted serves, so that a reload never lowers their number.
 */
export function nextStep(members: readonly Member[], processes: number, generation: number): Step {
  const live = members.filter((member) => member.state !== 'draining');
  const outdated = live.find((member) => member.generation < generation);
  const desired = outdated ? processes + 1 : processes;
  if (live.length < desired) return { kind: 'start' };
  if (!outdated || live.length < members.length) return { kind: 'rest' };
  const replacementsServe = live.every(
    (member) => member.generation < generation || member.state === 'serving',
  );
  return replacementsServe ? { kind: 'drain', id: outdated.id } : { kind: 'rest' };
}
