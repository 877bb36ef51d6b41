import type { Metrics } from '../metrics/metrics.ts';
import { sendProblem } from './problem-document.ts';
import { unavailable } from './problem.ts';
import type { HttpProblem } from './problem.ts';
import type { Route } from './route.ts';

/** Asked all the time, and 503 by rights while something is missing: no failure of ours. */
export const READINESS_PATH = '/readyz';

export interface Readiness {
  ready: boolean;
  dependencies: Record<string, { ok: boolean; detail: string }>;
}

/** `livez`: the process answers. `readyz`: it can do its work; a line of the JSON for each thing it depends on. */
export function healthRoutes(service: string, readiness: () => Promise<Readiness> | Readiness): Route[] {
  return [
    { path: '/livez', methods: { get: (_request, response) => response.json({ service, live: true }) } },
    {
      path: READINESS_PATH,
      methods: {
        get: async (_request, response) => {
          const state = await readiness();
          const report = { ready: state.ready, dependencies: describe(state) };
          if (state.ready) response.type('json').send(JSON.stringify(report, null, 2));
          else sendProblem(response, notReady(state), report);
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

function notReady({ dependencies }: Readiness): HttpProblem {
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
