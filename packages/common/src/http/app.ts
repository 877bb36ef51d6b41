import express from 'express';
import type { RequestHandler } from 'express';
import type { Logger } from '../logging/logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { RequestCounter } from '../process/request-counter.ts';
import { answerProblem } from './answer-problem.ts';
import { requireToken } from './bearer-token.ts';
import { healthRoutes, metricsRoute } from './health.ts';
import type { Readiness } from './health.ts';
import { observe } from './observe.ts';
import { notFound } from './problem.ts';
import { dispatch } from './route.ts';
import type { Route } from './route.ts';
import { neutralizeBadEncoding, refuseBadEncoding } from './url-encoding.ts';

export interface AppOptions {
  name: string;
  logger: Logger;
  /** The first that matches a path answers; what is asked most belongs to the front. */
  routes: Route[];
  readiness: () => Promise<Readiness> | Readiness;
  metrics: Metrics;
  /** Counts the requests of the `counted` routes. */
  counter?: Pick<RequestCounter, 'increment'>;
  /** When set, everything but `livez` and `readyz` needs it as bearer token; requests without it don't count. */
  token?: string | undefined;
}

/**
 * An Express application with the given routes and with what is the same in every service: problems, 404 and 405,
 * request ids, health, metrics. Paths are matched exactly, in case and trailing slash.
 */
export function createApp(options: AppOptions): express.Express {
  const { logger, metrics, counter, token } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.use(observe(logger, metrics), neutralizeBadEncoding);

  const authorize = token === undefined ? [] : [requireToken(token)];
  for (const route of options.routes) {
    const count = route.counted ? [countWith(counter, route)] : [];
    app.route(route.path).all(...authorize, ...count, refuseBadEncoding, dispatch(route));
  }
  for (const route of healthRoutes(options.name, options.readiness))
    app.route(route.path).all(dispatch(route));
  const ofMetrics = metricsRoute(metrics);
  app.route(ofMetrics.path).all(...authorize, dispatch(ofMetrics));

  app.use(...authorize, refuseBadEncoding, () => {
    throw notFound('There is nothing at this path.');
  });
  app.use(answerProblem);
  return app;
}

function countWith(counter: AppOptions['counter'], { path, counted }: Route): RequestHandler {
  if (!counter) throw new TypeError(`${path} is counted, but there is no counter`);
  return ({ method }, _response, next) => {
    if (counted === true || counted === method.toLowerCase()) counter.increment();
    next();
  };
}
