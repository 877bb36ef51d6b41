import type { Endpoints } from '@rideshare/local';

/** All times are ms of `performance.now()` of the one process that runs load and strikes. */
export type Instant = number;

/** What the caller knows: done, certainly not done, or neither. */
export type Outcome = 'ok' | 'failed' | 'unknown';

/** One request as its caller saw it. The load adds what was asked and answered. */
export interface Operation {
  /** Which of the clients. */
  client: number;
  kind: 'read' | 'write';
  startedAt: Instant;
  endedAt: Instant;
  outcome: Outcome;
}

export interface Stats {
  /** Requests with an outcome; a repetition under the same `Idempotency-Key` belongs to its request. */
  ops: number;
  /** Writes that were acknowledged. */
  acked: number;
  /** Writes whose outcome was never learnt. */
  unknown: number;
  /** Requests that were refused or certainly not done. */
  failed: number;
}

/** Everything that the clients saw. */
export interface History {
  readonly stats: Stats;
  /** When answers with outcome `ok` came, ascending: the gaps between them are the outages as users see them. */
  readonly answered: Readonly<Record<Operation['kind'], readonly Instant[]>>;
}

export interface WorkloadOptions {
  endpoints: Pick<Endpoints, 'edge' | 'dbaas'>;
  seed: number;
  /**
   * Some of them only write and some only read, so that an outage of writes does not show as one of reads. A client
   * that is refused or cut off goes on after a few ms, not after `Retry-After`: else it would measure its own patience.
   */
  clients: number;
}

/** A mixed load that goes on whatever happens to the system. */
export interface Workload {
  readonly history: History;
  /** Makes tables and accounts; the system must be well. */
  prepare(): Promise<void>;
  start(): void;
  /** Begins nothing more; resolves when all that was begun has its outcome. */
  stop(): Promise<void>;
}

export type Value = string | number | null;

/** The tables as they are in the end, the same in every copy. */
export interface FinalState {
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, Value>>[]>>;
}

export type ViolationKind =
  /** An acknowledged write is not there. */
  | 'lost'
  /** A write is there more than once. */
  | 'duplicated'
  /** A read saw less than it had to. */
  | 'staleRead'
  /** Copies differ, or one is damaged. */
  | 'divergent'
  /** A write is there that was refused, or that nobody asked for. */
  | 'unexpected'
  /** A name is there twice, or a total has changed. */
  | 'invariant'
  /** The system did not come to rest as it should. */
  | 'restless'
  /** Something is left behind after the end. */
  | 'leftover';

export interface Violation {
  kind: ViolationKind;
  /** One sentence that names what was seen and what should have been. */
  message: string;
  /** The shortest history that shows it; empty when none is needed. */
  ops: readonly Operation[];
}

/** `load/`: {@link Workload} by options. `check/`: what contradicts the promises, the gravest first. */
export type CreateWorkload = (options: WorkloadOptions) => Workload;
export type CheckHistory<H extends History> = (history: H, state: FinalState) => Violation[];
