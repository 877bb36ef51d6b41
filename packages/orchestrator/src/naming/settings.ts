export interface NamingSettings {
  /** How often the names are looked at when nothing wakes the loop. */
  tickMs: number;
  /** The wait after the first rename that failed; it doubles with each further one. */
  backoffMs: number;
  maxBackoffMs: number;
  /** How long a rename may fail before that is worth telling: dead containers hold their names for a moment. */
  patienceMs: number;
}

export const defaultNamingSettings: Readonly<NamingSettings> = {
  tickMs: 2_000,
  backoffMs: 50,
  maxBackoffMs: 2_000,
  patienceMs: 2_000,
};
