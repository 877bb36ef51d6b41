/** A place in the log and when it was there. */
export interface Milestone {
  offset: number;
  /** Total length of the entries up to it, in bytes. */
  bytes: number;
  /** When, in ms since 1970. */
  at: number;
}

export interface CheckpointLimits {
  /** Entries after which a snapshot is due. */
  entries: number;
  /** Bytes of log after which a snapshot is due. */
  bytes: number;
  /** Time after which a snapshot is due when anything was written, in ms. */
  intervalMs: number;
}

/** The log loses its oldest entries at `logMaxBytes`; until then so many snapshots can be taken. */
const SNAPSHOTS_PER_LOG = 8;

export function checkpointLimits(config: {
  snapshotEntries: number;
  logMaxBytes: number;
  snapshotIntervalMs: number;
}): CheckpointLimits {
  return {
    entries: config.snapshotEntries,
    bytes: config.logMaxBytes / SNAPSHOTS_PER_LOG,
    intervalMs: config.snapshotIntervalMs,
  };
}

export interface CheckpointState {
  now: Milestone;
  /** Where the newest published snapshot stands; where none can be used, the beginning of the log. */
  newest: Milestone;
  /** Of the last request applied: the log's own entries alone never call for a snapshot. */
  lastRequest: number;
  /** The last checkpoint of this term. */
  attempt: Milestone | undefined;
  /** Whether no slave is there to take the snapshot. */
  alone: boolean;
}

/** How long a checkpoint may take to become a snapshot before the next is tried. */
const PATIENCE_MS = 10_000;

/**
 * A master that is alone would publish a snapshot that no other copy has verified: it waits for a slave, but not
 * until the log has lost what a first slave needs.
 */
const ALONE_FACTOR = 2;

/** Whether the master is to append a checkpoint. */
export function isCheckpointDue(state: CheckpointState, limits: CheckpointLimits): boolean {
  return state.lastRequest > state.newest.offset && isWanted(state, limits) && !isAwaited(state, limits);
}

function isWanted({ now, newest, alone }: CheckpointState, limits: CheckpointLimits): boolean {
  if (alone) return now.bytes - newest.bytes >= ALONE_FACTOR * limits.bytes;
  return hasGrown(newest, now, limits) || now.at - newest.at >= limits.intervalMs;
}

function isAwaited({ now, newest, attempt }: CheckpointState, limits: CheckpointLimits): boolean {
  if (!attempt || attempt.offset <= newest.offset) return false;
  return now.at - attempt.at < PATIENCE_MS && !hasGrown(attempt, now, limits);
}

function hasGrown(since: Milestone, now: Milestone, limits: CheckpointLimits): boolean {
  return now.offset - since.offset >= limits.entries || now.bytes - since.bytes >= limits.bytes;
}
