import type { Operation, Violation, ViolationKind } from '../contract.ts';

/** A violation with the requests that show it, in the order in which they began, each once. */
export function violation(
  kind: ViolationKind,
  message: string,
  ops: readonly (Operation | undefined)[],
): Violation {
  const shown = [...new Set(ops.filter((op) => op !== undefined))];
  return { kind, message, ops: shown.sort((a, b) => a.startedAt - b.startedAt) };
}
