import { CONFIG_EXIT_CODE, ConfigError } from './config-error.ts';
import { loadConfig } from './load.ts';
import type { ConfigCheck } from './load.ts';
import type { ConfigTable } from './setting.ts';

/** The configuration as `loadConfig` reads it; when it is wrong, the process ends as {@link refuseConfig} does it. */
export function requireConfig<T>(table: ConfigTable<T>, check?: ConfigCheck<T>): Readonly<T> {
  try {
    return loadConfig(table, process.env, check);
  } catch (error) {
    return refuseConfig(error);
  }
}

/** When the configuration turned out to be wrong, the process says so on stderr and ends with 78; else it throws. */
export function refuseConfig(error: unknown): never {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(CONFIG_EXIT_CODE);
}
