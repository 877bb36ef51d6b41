/** A request in a history of few, for the search. */
export interface Step<State> {
  startedAt: number;
  /** Infinity when the outcome is not known. */
  endedAt: number;
  /** Whether it may have no effect at all. */
  optional?: boolean;
  /** The state after it; undefined when its answer would be wrong in this state. */
  apply: (state: State) => State | undefined;
}

/**
 * Whether there is an order in which every answer is right and no request comes before one that had ended when it
 * began: a search over all of them (Wing and Gong 1993, with the memory of Lowe 2017).
 */
export function linearizable<State extends string | number>(
  steps: readonly Step<State>[],
  initial: State,
): boolean {
  const failed = new Set<string>();
  const search = (left: readonly Step<State>[], state: State): boolean => {
    const required = left.filter(({ optional }) => !optional);
    if (required.length === 0) return true;
    const key = `${state}:${left.map((step) => steps.indexOf(step)).join()}`;
    if (failed.has(key)) return false;
    const firstEnd = Math.min(...required.map(({ endedAt }) => endedAt));
    for (const step of left) {
      if (step.startedAt > firstEnd) continue;
      const next = step.apply(state);
      const others = left.filter((other) => other !== step);
      if (next !== undefined && search(others, next)) return true;
    }
    failed.add(key);
    return false;
  };
  return search(steps, initial);
}
