/** The part of the kit without a server: what a worker's threads load, each for itself. */
export { ConfigError, CONFIG_EXIT_CODE } from './config/config-error.ts';
export { loadConfig } from './config/load.ts';
export type { ConfigCheck } from './config/load.ts';
export { configMarkdown } from './config/markdown.ts';
export { refuseConfig, requireConfig } from './config/require.ts';
export { hostSetting, logLevelSetting, portSetting, processesSetting } from './config/standard-settings.ts';
export type { ConfigTable, Setting } from './config/setting.ts';
export {
  badRequest,
  conflict,
  gatewayTimeout,
  HttpProblem,
  notFound,
  unauthorized,
  unavailable,
} from './http/problem.ts';
export type { ProblemOptions } from './http/problem.ts';
export { emptyBody, validate } from './http/validate.ts';
export { createLogger } from './logging/logger.ts';
export type { Logger } from './logging/logger.ts';
export { onShutdown } from './process/shutdown.ts';
