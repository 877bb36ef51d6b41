import type { FinalState, Violation, ViolationKind } from '../contract.ts';
import type { LoadHistory } from '../history/recorder.ts';
import { checkAccounts } from './accounts.ts';
import { checkAnswers, checkRepetitions } from './answers.ts';
import { checkCells } from './cells.ts';
import { checkLogOrder } from './log-order.ts';
import { checkNames } from './names.ts';
import { checkRegisters } from './registers.ts';
import { checkRides } from './rides.ts';
import { checkTokens } from './tokens.ts';
import { checkUsers } from './users.ts';

const GRAVEST_FIRST: readonly ViolationKind[] = [
  'lost',
  'duplicated',
  'divergent',
  'invariant',
  'unexpected',
  'staleRead',
];

const SERVICE_CHECKS = [checkUsers, checkRides];

const CHECKS = [
  checkTokens,
  checkNames,
  checkRegisters,
  checkCells,
  checkAccounts,
  ...SERVICE_CHECKS,
  checkLogOrder,
];

/**
 * What the clients saw and what is there in the end, held against the promises. The first contradiction of each
 * thing that was written to; the gravest come first.
 */
export function checkHistory(history: LoadHistory, state: FinalState): Violation[] {
  return check(CHECKS, history, state);
}

/** The same of a load that knows the services only; of the tables only theirs are looked at. */
export function checkServiceHistory(history: LoadHistory, state: FinalState): Violation[] {
  return check(SERVICE_CHECKS, history, state);
}

function check(checks: typeof CHECKS, history: LoadHistory, state: FinalState): Violation[] {
  const violations = [
    ...checks.flatMap((each) => each(history.operations, state)),
    ...checkAnswers(history),
    ...checkRepetitions(history),
  ];
  return violations.sort((a, b) => GRAVEST_FIRST.indexOf(a.kind) - GRAVEST_FIRST.indexOf(b.kind));
}
