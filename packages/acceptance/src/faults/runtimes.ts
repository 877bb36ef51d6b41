import { dockerRuntime } from './docker/runtime.ts';
import { processRuntime } from './process/runtime.ts';
import { run, type RunOptions, type RunResult } from './run.ts';
import { roundKindsOf } from './schedule/schedule.ts';

/** What `--runtime` chooses from. */
export const runtimeNames = ['process', 'docker'] as const;

export type RuntimeName = (typeof runtimeNames)[number];

/** What each can be struck with. */
export const kindsOf: Readonly<Record<RuntimeName, readonly string[]>> = {
  process: roundKindsOf(processRuntime.strikes),
  docker: roundKindsOf(dockerRuntime.strikes),
};

/** Every kind there is, in one runtime or another. */
export type StrikeKind = keyof typeof processRuntime.strikes | keyof typeof dockerRuntime.strikes;

export const runs: Readonly<Record<RuntimeName, (options: RunOptions) => Promise<RunResult>>> = {
  process: (options) => run(processRuntime, options),
  docker: (options) => run(dockerRuntime, options),
};
