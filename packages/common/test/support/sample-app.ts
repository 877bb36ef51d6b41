import joi from 'joi';
import {
  createApp,
  createLogger,
  createRequestCounter,
  emptyBody,
  listen,
  Metrics,
  unavailable,
  validate,
} from '../../src/index.ts';
import type { AppOptions, Listening, Readiness } from '../../src/index.ts';

const item = joi.object({
  name: joi.string().required(),
  size: joi.number().integer(),
  parts: joi.array().items(joi.object({ name: joi.string() })),
});

export interface Sample extends Listening {
  url: string;
}

/** A small service with something of everything, listening on a free port of this process. */
export async function startSample(options: Partial<AppOptions> = {}): Promise<Sample> {
  const logger = createLogger('sample', 'silent');
  const app = createApp({
    name: 'sample',
    logger,
    metrics: new Metrics(),
    counter: createRequestCounter(),
    readiness: (): Readiness => ({ ready: true, dependencies: {} }),
    routes: [
      {
        path: '/items',
        counted: true,
        methods: {
          get: (request, response) =>
            response.json(validate(joi.object({ name: joi.string() }), request.query)),
          put: (request, response) => response.status(201).json(validate(item, request.body)),
        },
      },
      {
        path: '/items/:name',
        counted: true,
        methods: {
          get: (request, response) => response.json(request.params),
          delete: (request, response) => response.json(validate(emptyBody, request.body)),
        },
      },
      {
        path: '/echo',
        methods: { post: (request, response) => response.json({ received: request.body as unknown }) },
      },
      {
        path: '/failures',
        methods: {
          get: () => Promise.reject(new Error('the secret of the house')),
          put: () => {
            throw new Error('the secret of the house');
          },
          post: () => Promise.reject(unavailable('The broker is away.', 3)),
        },
      },
    ],
    ...options,
  });
  const server = await listen(app, { host: '127.0.0.1', port: 0, logger });
  return { ...server, url: `http://127.0.0.1:${server.port}` };
}
