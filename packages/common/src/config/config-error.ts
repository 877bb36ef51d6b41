/** Exit code of a process that cannot start as configured (`EX_CONFIG` of sysexits.h): starting again will not help. */
export const CONFIG_EXIT_CODE = 78;

/** The environment does not describe a service that can run. Give up: a retry meets the same values. */
export class ConfigError extends Error {
  readonly code = 'ERR_CONFIG';
  /** One sentence per wrong variable. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
