import type { FinalState, Violation } from '../contract.ts';
import type { Arena } from '../system/arena.ts';
import { outwait } from '../system/well.ts';
import { awaitCalm } from './calm.ts';
import { compareCopies, examineCopy, readFinalState } from './copies.ts';
import { queueComplaint } from './queues.ts';
import { znodeComplaint } from './znodes.ts';

/** How long the last of a worker that has gone may stay. */
const LINGER_MS = 10_000;

export interface Inspection {
  violations: Violation[];
  /** Undefined when no worker is left that could tell. */
  state: FinalState | undefined;
}

/** Waits for the system to come to rest, and looks at all that it consists of. */
export async function inspect(arena: Arena): Promise<Inspection> {
  const unrest = [
    await awaitCalm(arena),
    await outwait(() => queueComplaint(arena), LINGER_MS),
    await outwait(() => znodeComplaint(arena), LINGER_MS),
    await outwait(() => arena.complaint(), LINGER_MS),
  ].filter((complaint) => complaint !== undefined);
  const files = await arena.copies();
  const [first] = files;
  return {
    violations: [
      ...(await compareCopies(files)),
      ...files.flatMap(examineCopy),
      ...unrest.map((message): Violation => ({
        kind: 'restless',
        message: `In the end ${message}.`,
        ops: [],
      })),
    ],
    state: first === undefined ? undefined : readFinalState(first),
  };
}
