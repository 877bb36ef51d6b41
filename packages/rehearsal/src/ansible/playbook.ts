/** What a playbook did on one host, in tasks. */
export interface HostRecap {
  ok: number;
  changed: number;
  unreachable: number;
  failed: number;
  skipped: number;
  rescued: number;
  ignored: number;
}

/** A task that said that it changed something. */
export interface Change {
  host: string;
  /** With its role: `base : Install the packages`. */
  task: string;
}

/** A playbook that came to its end. */
export interface PlaybookRun {
  /** By host. */
  recap: Readonly<Record<string, HostRecap>>;
  changes: readonly Change[];
  seconds: number;
  /** Its whole output. */
  output: string;
  /** Where that is kept. */
  logFile: string;
}

export interface PlaybookOptions {
  /** `rideshare_version`; what was packed last without it. */
  version?: string;
  tags?: readonly string[];
  limit?: string;
  /** Extra variables beside those that the rehearsal gives. */
  variables?: Readonly<Record<string, unknown>>;
}

/** A playbook failed, or a host could not be reached; its message holds the end of the output. */
export class PlaybookError extends Error {
  override readonly name = 'PlaybookError';
  readonly run: PlaybookRun;

  constructor(message: string, run: PlaybookRun) {
    super(message);
    this.run = run;
  }
}
