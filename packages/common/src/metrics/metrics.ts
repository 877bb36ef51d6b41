import cluster from 'node:cluster';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { primary } from '../process/primary-peer.ts';

const DURATION_BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of a service, in Prometheus' terms. Make one per process. */
export class Metrics {
  /** Where a service registers its own counters, gauges and histograms. */
  readonly registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.#requests = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the first byte of a request to the end of its answer; its _count is the number of requests',
      labelNames: ['method', 'route', 'status'],
      buckets: DURATION_BUCKETS_SECONDS,
      registers: [this.registry],
    });
    if (cluster.isWorker) primary().on('metrics.collect', () => this.registry.getMetricsAsJSON());
  }

  /** Records one answered request. `route` is the template, never the path a client sent. */
  observeRequest(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status }, seconds);
  }

  /** The text that Prometheus scrapes: in a pre-forked process, of all processes together. */
  async text(): Promise<string> {
    return cluster.isWorker ? String(await primary().ask('metrics')) : this.registry.metrics();
  }
}
