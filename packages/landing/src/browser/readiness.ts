import type { Answer } from './answer.ts';

/** What a service tells of itself at `/readyz`, whether its status is 200 or 503. */
export interface Readiness {
  ready: boolean;
  /** A line for each thing that it depends on: "ok: …" or "failed: …". */
  dependencies: ReadonlyMap<string, string>;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Undefined when it was not the service that answered, but a server in its place, or nobody. */
export function readinessIn(answer: Answer): Readiness | undefined {
  if (answer.kind !== 'answered' || !isObject(answer.body)) return undefined;
  const { ready, dependencies } = answer.body;
  if (typeof ready !== 'boolean' || !isObject(dependencies)) return undefined;
  const lines = Object.entries(dependencies).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { ready, dependencies: new Map(lines) };
}

export function isOk(line: string): boolean {
  return line.startsWith('ok');
}

/** A line without its "ok: " or "failed: ". */
export function detailOf(line: string): string {
  return line.replace(/^\w+: /, '');
}
