import { CONFIG_EXIT_CODE, ConfigError } from './config-error.ts';
import { loadConfig } from './load.ts';
import type { ConfigCheck } from './load.ts';
import type { ConfigTable } from './setting.ts';

/** The configuration as `loadConfig` reads it; when it is wrong, the process says so on stderr and ends with 78. */
export function requireConfig<T>(table: ConfigTable<T>, check?: ConfigCheck<T>): Readonly<T> {
  try {
    return loadConfig(table, process.env, check);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(CONFIG_EXIT_CODE);
  }
}
