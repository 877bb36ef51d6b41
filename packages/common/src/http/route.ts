import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { parseJsonBody } from './json-body.ts';
import { HttpProblem } from './problem.ts';

export type Method = 'get' | 'put' | 'post' | 'delete';

/** One path and what it answers to; any other method gets 405. */
export interface Route {
  path: string;
  /** Every request to the path counts, or every one of that method, whatever becomes of it. */
  counted?: boolean | Method;
  methods: Partial<Record<Method, RequestHandler>>;
}

/** Runs the method's handler, the body parsed before unless it is a GET. */
export function dispatch(route: Route): RequestHandler {
  const { get, ...others } = route.methods;
  const handlers = new Map<string, RequestHandler>();
  if (get) handlers.set('GET', get).set('HEAD', get);
  for (const [method, handler] of Object.entries(others))
    handlers.set(method.toUpperCase(), withBody(handler));
  const allow = [...handlers.keys()].join(', ');

  return (request, response, next) => {
    const handler = handlers.get(request.method);
    if (handler) return handler(request, response, next);
    const detail = `${request.method} is not allowed here; ${allow} is.`;
    throw new HttpProblem(405, detail, { headers: { Allow: allow } });
  };
}

function withBody(handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    parseJsonBody(request, (problem) => {
      if (problem === undefined) run(handler, request, response, next);
      else next(problem);
    });
  };
}

/** Calls a handler from a callback, where Express does not see what it throws. */
function run(handler: RequestHandler, request: Request, response: Response, next: NextFunction): void {
  try {
    Promise.resolve(handler(request, response, next)).catch(next);
  } catch (error) {
    next(error);
  }
}
