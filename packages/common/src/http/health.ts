import type { Metrics } from '../metrics/metrics.ts';
import { problemDocument, PROBLEM_TYPE } from './problem-document.ts';
import type { Route } from './route.ts';

export interface Readiness {
  ready: boolean;
  dependencies: Record<string, { ok: boolean; detail: string }>;
}

/** `livez`: the process answers. `readyz`: it can do its work, with a line for each thing it depends on. */
export function healthRoutes(readiness: () => Promise<Readiness> | Readiness): Route[] {
  return [
    { path: '/livez', methods: { get: (_request, response) => response.json({ live: true }) } },
    {
      path: '/readyz',
      methods: {
        get: async (_request, response) => {
          const { ready, dependencies } = await readiness();
          const lines = Object.fromEntries(
            Object.entries(dependencies).map(([name, { ok, detail }]) => [
              name,
              `${ok ? 'ok' : 'failed'}: ${detail}`,
            ]),
          );
          const failed = Object.keys(dependencies).filter((name) => dependencies[name]?.ok === false);
          const detail = `Not ready: ${failed.join(', ') || 'starting or stopping'}.`;
          const state = ready ? {} : problemDocument({ status: 503, detail, errors: undefined });
          response
            .status(ready ? 200 : 503)
            .type(ready ? 'application/json' : PROBLEM_TYPE)
            .send(JSON.stringify({ ...state, ready, dependencies: lines }, null, 2));
        },
      },
    },
  ];
}

export function metricsRoute(metrics: Metrics): Route {
  return {
    path: '/metrics',
    methods: {
      get: async (_request, response) => {
        response.type(metrics.registry.contentType).send(await metrics.text());
      },
    },
  };
}
