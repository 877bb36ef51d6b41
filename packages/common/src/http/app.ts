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
import { badEncoding } from './request-error.ts';
import { dispatch } from './route.ts';
import type { Route } from './route.ts';

export interface AppOptions {
  name: string;
  logger: Logger;
  routes: Route[];
  readiness: () => Promise<Readiness> | Readiness;
  metrics: Metrics;
  /** Counts the requests of the `counted` routes. */
  counter?: RequestCounter;
  /** When set, everything but `livez` and `readyz` needs it as bearer token. */
  token?: string | undefined;
}

/** An Express application with the given routes and with everything that is the same in every service. */
export function createApp(options: AppOptions): express.Express {
  const { logger, metrics, counter, token } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.use(observe(logger, metrics));
  app.use(neutralizeBadEncoding);

  const authorize: RequestHandler[] = token === undefined ? [] : [guard(requireToken(token))];
  const mount = (route: Route, before: RequestHandler[]): void => {
    const count: RequestHandler[] = route.counted === true ? [countWith(counter, route)] : [];
    app.route(route.path).all([...count, ...before, rejectBadEncoding, dispatch(route)]);
  };
  for (const route of options.routes) mount(route, authorize);
  for (const route of healthRoutes(options.readiness)) mount(route, []);
  mount(metricsRoute(metrics), authorize);

  app.use(...authorize, rejectBadEncoding, (request) => {
    throw notFound(`There is nothing at ${request.path}.`);
  });
  app.use(answerProblem);
  return app;
}

function guard(check: (request: express.Request) => void): RequestHandler {
  return (request, _response, next) => {
    check(request);
    next();
  };
}

function countWith(counter: RequestCounter | undefined, route: Route): RequestHandler {
  if (!counter) throw new TypeError(`${route.path} is counted, but there is no counter`);
  return (_request, _response, next) => {
    counter.increment();
    next();
  };
}

const badlyEncoded = new WeakSet<express.Request>();

/** Lets a URL that cannot be decoded reach its route all the same, where it is counted before it is refused. */
const neutralizeBadEncoding: RequestHandler = (request, _response, next) => {
  if (request.url.includes('%') && !isDecodable(request.url)) {
    badlyEncoded.add(request);
    request.url = request.url.replaceAll('%', '_');
  }
  next();
};

const rejectBadEncoding: RequestHandler = (request, _response, next) => {
  if (badlyEncoded.has(request)) throw badEncoding();
  next();
};

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
