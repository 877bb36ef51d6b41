import { ConfigError, CONFIG_EXIT_CODE } from './config-error.ts';
import { loadConfig } from './load.ts';
import type { ConfigTable } from './setting.ts';

/** For a program's first line: the configuration, or the end of the process (exit code 78), its sentences on standard error. */
export function loadConfigOrExit<T>(table: ConfigTable<T>): Readonly<T> {
  try {
    return loadConfig(table);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(CONFIG_EXIT_CODE);
  }
}
