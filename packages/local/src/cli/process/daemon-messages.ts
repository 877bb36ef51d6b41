import type { PartState } from '../../supervisor/part.ts';
import type { SystemPlan } from '../../system/plan.ts';

/** What the command tells the supervisor process that it started. */
export type ToDaemon =
  /** Waits for `continue` between the start of the part named `pauseAfter` and that of the next. */
  { kind: 'start'; plan: SystemPlan; pauseAfter?: string | undefined } | { kind: 'continue' };

/** What the supervisor process tells the command that started it, until it has started. */
export type FromDaemon =
  | { kind: 'part'; name: string; state: PartState }
  | { kind: 'paused' }
  | { kind: 'started' }
  | { kind: 'failed'; message: string };
