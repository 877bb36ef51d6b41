import type joi from 'joi';
import { ConfigError } from './config-error.ts';
import type { ConfigTable, Setting } from './setting.ts';

/** Tells, in sentences that name the variables, which values are right alone but not together. */
export type ConfigCheck<T> = (config: Readonly<T>) => readonly string[];

/**
 * Reads every setting of the table from the environment, once; an empty variable counts as absent.
 * The result is frozen.
 * @throws {ConfigError} with one sentence for each wrong or missing variable; those of the check when there is none
 */
export function loadConfig<T>(
  table: ConfigTable<T>,
  env: NodeJS.ProcessEnv = process.env,
  check: ConfigCheck<T> = () => [],
): Readonly<T> {
  const problems: string[] = [];
  const config: Partial<T> = {};
  for (const key in table) {
    const setting = table[key];
    const result = read(setting, env);
    if ('problem' in result) problems.push(result.problem);
    else config[key] = result.value;
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const complete = Object.freeze(config as T);
  const conflicts = check(complete);
  if (conflicts.length > 0) throw new ConfigError(conflicts);
  return complete;
}

function read<T>(setting: Setting<T>, env: NodeJS.ProcessEnv): { value: T } | { problem: string } {
  const given = env[setting.env] === '' ? undefined : env[setting.env];
  const result: joi.ValidationResult<T> = setting.schema.validate(given ?? setting.default, {
    presence: 'required',
    errors: { label: false },
  });
  return result.error ? { problem: sentence(setting, given, result.error.message) } : { value: result.value };
}

function sentence(setting: Setting<unknown>, given: string | undefined, fault: string): string {
  if (given === undefined) return `${setting.env} ${fault} (${setting.description}).`;
  const shown = setting.secret === true ? 'the given value is not shown' : `it is ${JSON.stringify(given)}`;
  return `${setting.env} ${fault}, but ${shown} (${setting.description}).`;
}
