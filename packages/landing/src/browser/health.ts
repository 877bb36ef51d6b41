import { timeoutMs } from './answer.ts';
import { detailOf, isOk, readinessIn } from './readiness.ts';
import type { Answer } from './answer.ts';

export type State = 'up' | 'partly up' | 'down' | 'unknown';

export interface Health {
  state: State;
  /** A sentence. */
  detail: string;
}

export const services = ['users', 'rides'] as const;
export type Service = (typeof services)[number];

export const parts = [...services, 'database'] as const;
export type Part = (typeof parts)[number];

export function serviceHealth(answer: Answer): Health {
  if (answer.kind === 'unreachable') return { state: 'unknown', detail: 'Nobody answers at this address.' };
  if (answer.kind === 'late') return { state: 'down', detail: `No answer in ${timeoutMs / 1000} seconds.` };
  const readiness = readinessIn(answer);
  if (!readiness) return { state: 'down', detail: `Does not answer (HTTP ${answer.status}).` };
  if (readiness.ready) return { state: 'up', detail: 'Takes requests.' };
  const missing = [...readiness.dependencies]
    .filter(([, line]) => !isOk(line))
    .map(([name, line]) => `${name} ${detailOf(line)}`);
  return {
    state: 'partly up',
    detail: `Runs, but is not ready: ${missing.join(', ') || 'starting or stopping'}.`,
  };
}

/** The database as its callers see it: nobody else is asked. */
export function databaseHealth(answers: Record<Service, Answer>): Health {
  const answered: Service[] = [];
  const refused: Service[] = [];
  for (const service of services) {
    const line = readinessIn(answers[service])?.dependencies.get('database');
    if (line !== undefined) (isOk(line) ? answered : refused).push(service);
  }
  if (answered.length + refused.length === 0)
    return { state: 'unknown', detail: 'Neither users nor rides tells.' };
  if (refused.length === 0) return { state: 'up', detail: `Answers ${answered.join(' and ')}.` };
  if (answered.length === 0) return { state: 'down', detail: `Does not answer ${refused.join(' or ')}.` };
  return { state: 'partly up', detail: `Answers ${answered.join()}, but not ${refused.join()}.` };
}

/** All that the page shows, from what the services answered. */
export function healthOf(answers: Record<Service, Answer>): Record<Part, Health> {
  return {
    users: serviceHealth(answers.users),
    rides: serviceHealth(answers.rides),
    database: databaseHealth(answers),
  };
}
