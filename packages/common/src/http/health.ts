import type { Metrics } from '../metrics/metrics.ts';
import { problemDocument, sendProblem } from './problem-document.ts';
import { unavailable } from './problem.ts';
import type { Route } from './route.ts';

export interface Readiness {
  ready: boolean;
  dependencies: Record<string, { ok: boolean; detail: string }>;
}

/** `livez`: the process answers. `readyz`: it can do its work; a line of the JSON for each thing it depends on. */
export function healthRoutes(readiness: () => Promise<Readiness> | Readiness): Route[] {
  return [
    { path: '/livez', methods: { get: (_request, response) => response.json({ live: true }) } },
    {
      path: '/readyz',
      methods: {
        get: async (_request, response) => {
          const state = await readiness();
          const report = { ready: state.ready, dependencies: describe(state) };
          const document = state.ready ? report : { ...problemDocument(notReady(state)), ...report };
          const body = JSON.stringify(document, null, 2);
          if (state.ready) response.type('json').send(body);
          else sendProblem(response, 503, body);
        },
      },
    },
  ];
}

function describe({ dependencies }: Readiness): Record<string, string> {
  const lines = Object.entries(dependencies).map(([name, { ok, detail }]) => [
    name,
    `${ok ? 'ok' : 'failed'}: ${detail}`,
  ]);
  return Object.fromEntries(lines) as Record<string, string>;
}

function notReady({ dependencies }: Readiness): ReturnType<typeof unavailable> {
  const failed = Object.keys(dependencies).filter((name) => dependencies[name]?.ok === false);
  return unavailable(`Not ready: ${failed.join(', ') || 'starting or stopping'}.`);
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
