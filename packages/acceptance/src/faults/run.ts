import { StartError } from '@rideshare/local';
import { setTimeout as sleep } from 'node:timers/promises';
import { awaitOneOffset } from './calm/copies.ts';
import { inspect } from './calm/inspect.ts';
import type { Violation } from './contract.ts';
import { checkHistory } from './check/check-history.ts';
import type { LoadHistory } from './history/recorder.ts';
import { createWorkload } from './load/create-workload.ts';
import type { FaultsOptions } from './options.ts';
import { Campaign } from './schedule/campaign.ts';
import { roundKindsOf, schedule } from './schedule/schedule.ts';
import type { StruckRound } from './schedule/strike-log.ts';
import type { Arena } from './system/arena.ts';
import type { Runtime } from './system/runtime.ts';
import { complaintOf, outwait } from './system/well.ts';

/** How long the load goes on after the last strike. */
const AFTERMATH_MS = 2_000;

const PROGRESS_MS = 5_000;

/** How long the system may take until it serves, before anything is done to it. */
const START_MS = 60_000;

export interface RunOptions extends Pick<FaultsOptions, 'seconds' | 'seed' | 'only' | 'clients' | 'keep'> {
  /** An empty folder for the system. */
  dir: string;
  progress: (line: string) => void;
  /** Breaks the run off: what has been done so far is checked. */
  signal: AbortSignal;
}

export interface RunResult {
  history: LoadHistory;
  rounds: readonly StruckRound[];
  /** The gravest first. */
  violations: Violation[];
}

/** One run from an empty folder until nothing runs in it any more. */
export async function run<Kind extends string, A extends Arena>(
  runtime: Runtime<Kind, A>,
  options: RunOptions,
): Promise<RunResult> {
  const { dir, progress } = options;
  progress('starting the system');
  const arena = await runtime.start(dir);
  let result: RunResult;
  try {
    await settle(arena);
    result = await strikeAndCheck(runtime, arena, options);
    if (options.keep || result.violations.length > 0) await arena.preserve();
  } finally {
    await arena.stop();
  }
  const left = await arena.leftovers();
  return { ...result, violations: [...result.violations, ...left] };
}

/**
 * A RabbitMQ 3.10 that is killed within about a second of declaring a queue can lose it: so it is restarted once before
 * anything is promised.
 */
async function settle(arena: Arena): Promise<void> {
  await arena.part('rabbitmq').restart();
  const complaint = await outwait(() => complaintOf(arena), START_MS);
  if (complaint !== undefined) throw new StartError(`the system does not serve: ${complaint}`);
}

async function strikeAndCheck<Kind extends string, A extends Arena>(
  { strikes }: Runtime<Kind, A>,
  arena: A,
  options: RunOptions,
): Promise<RunResult> {
  const { seconds, seed, only, clients, progress, signal } = options;
  const workload = createWorkload({ endpoints: arena.api.endpoints, seed, clients });
  await workload.prepare();
  // What may be old is old enough then to have the tables.
  await awaitOneOffset(await arena.copies());
  const kinds = roundKindsOf(strikes).filter((kind) => only.includes(kind));
  const startedAt = performance.now();
  const campaign = new Campaign({
    arena,
    strikes,
    rounds: schedule(seed, strikes, kinds),
    history: workload.history,
    endsAt: startedAt + seconds * 1000,
    signal,
  });
  const tell = () => progress(progressLine(startedAt, workload.history, campaign));
  const telling = setInterval(tell, PROGRESS_MS);
  workload.start();
  try {
    await campaign.run();
    await sleep(AFTERMATH_MS);
  } finally {
    clearInterval(telling);
    await workload.stop();
  }
  progress('waiting for calm, and checking');
  const { violations, state } = await inspect(arena);
  const broken = state === undefined ? [] : checkHistory(workload.history, state);
  return { history: workload.history, rounds: campaign.log, violations: [...broken, ...violations] };
}

function progressLine(
  startedAt: number,
  { stats }: LoadHistory,
  { log, current }: Pick<Campaign<string, Arena>, 'log' | 'current'>,
): string {
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const strikes = log.reduce((sum, { kinds }) => sum + kinds.length, 0);
  const now = current.length > 0 ? current.join(' and ') : 'calm';
  return `${seconds} s: ${stats.ops} requests, ${stats.unknown} unknown; ${strikes} strikes; now ${now}`;
}
