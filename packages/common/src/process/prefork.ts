import cluster from 'node:cluster';
import type { Logger } from '../logging/logger.ts';
import { Supervisor } from './supervisor.ts';
import { serve } from './serve.ts';

/** What a process runs, once it is up. */
export interface Service {
  /** Finishes what is in flight, and lets go of everything. */
  close(): Promise<void>;
}

export interface PreforkOptions {
  name: string;
  /** How many processes answer on the one port. */
  processes: number;
  logger: Logger;
  /** A process that has not been heard of for this long is killed and replaced, ms. */
  heartbeatTimeoutMs?: number;
  /** A process that has not come as far as running its program's `prefork` after this long is killed and replaced, ms. */
  startTimeoutMs?: number;
  /** A process that has not stopped after this long is killed, ms. */
  graceMs?: number;
  /** Wait before the replacement of a process that died young; it doubles with each that follows, ms. */
  firstBackoffMs?: number;
  maxBackoffMs?: number;
  /** A process that dies before this age dies young, ms. */
  youngMs?: number;
}

export type PreforkSettings = Required<PreforkOptions>;

const DEFAULTS = {
  heartbeatTimeoutMs: 10_000,
  startTimeoutMs: 60_000,
  graceMs: 9_500,
  firstBackoffMs: 100,
  maxBackoffMs: 10_000,
  youngMs: 10_000,
};

/**
 * Runs the service in several processes on one port, in the manner of gunicorn. The primary process starts them and
 * replaces those that crash or freeze; SIGHUP replaces all of them, one by one and without turning a request away;
 * SIGTERM and SIGINT stop them and exit with 0. A `ConfigError` at the first start exits with 78.
 *
 * The program is executed again in every process, where `run` makes the service and resolves once it listens;
 * there the promise resolves with it. In the primary it never resolves.
 */
export async function prefork(options: PreforkOptions, run: () => Promise<Service>): Promise<void> {
  const settings: PreforkSettings = { ...DEFAULTS, ...options };
  if (cluster.isWorker) await serve(settings, run);
  else await new Supervisor(settings).run();
}
