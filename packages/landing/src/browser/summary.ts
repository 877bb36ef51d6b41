import { parts } from './health.ts';
import type { Health, Part, State } from './health.ts';

const worstFirst: readonly State[] = ['down', 'partly up', 'unknown', 'up'];
const list = new Intl.ListFormat('en');

/** One sentence that says how all of it is, the worst first. */
export function summaryOf(health: Record<Part, Health>): string {
  const clauses = worstFirst
    .map((state) => ({ state, named: parts.filter((part) => health[part].state === state) }))
    .filter(({ named }) => named.length > 0)
    .map(({ state, named }) =>
      named.length === parts.length
        ? `everything is ${state}`
        : `${list.format(named)} ${named.length === 1 ? 'is' : 'are'} ${state}`,
    );
  const sentence = `${clauses.join('; ')}.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
