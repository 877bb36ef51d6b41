export { ConfigError, CONFIG_EXIT_CODE } from './config/config-error.ts';
export { loadConfig } from './config/load.ts';
export type { ConfigCheck } from './config/load.ts';
export { configMarkdown } from './config/markdown.ts';
export { requireConfig } from './config/require.ts';
export { hostSetting, logLevelSetting, portSetting, processesSetting } from './config/standard-settings.ts';
export type { ConfigTable, Setting } from './config/setting.ts';
export { createApp } from './http/app.ts';
export type { AppOptions } from './http/app.ts';
export type { Readiness } from './http/health.ts';
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
export { requestCountRoute } from './http/request-count.ts';
export { requestId } from './http/request-id.ts';
export type { Method, Route } from './http/route.ts';
export { listen } from './http/server.ts';
export type { Listening, ListenOptions } from './http/server.ts';
export { emptyBody, validate } from './http/validate.ts';
export { createLogger } from './logging/logger.ts';
export type { Logger } from './logging/logger.ts';
export { Metrics } from './metrics/metrics.ts';
export { prefork } from './process/prefork.ts';
export type { PreforkOptions, Service } from './process/prefork.ts';
export { createRequestCounter } from './process/request-counter.ts';
export type { RequestCounter } from './process/request-counter.ts';
export { onShutdown } from './process/shutdown.ts';
