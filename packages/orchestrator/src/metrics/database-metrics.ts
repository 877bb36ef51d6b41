import type { Registry } from 'prom-client';
import type { LiveWorker } from '../pool/live-workers.ts';
import type { PoolState } from '../pool/state.ts';
import type { QueueDepth } from './queue-depths.ts';
import { ScrapedMetrics } from './scraped-metrics.ts';

/** Where the numbers come from, as of the moment they are asked for. */
export interface MetricSources {
  pool: { state(): Pick<PoolState, 'starts' | 'replacements'> };
  scaler: { readonly wanted: number; readonly count: number };
  database: { readonly inFlight: number };
  elections: { readonly count: number };
  divergences: { readonly count: number };
  /** May fail, while ZooKeeper is away. */
  workers: () => Promise<LiveWorker[]>;
  /** May fail, while RabbitMQ is away. */
  queues: () => Promise<QueueDepth[]>;
}

/** Has the state of the database looked up at each scrape. docs/metrics.md tells what each number means. */
export function registerDatabaseMetrics(registry: Registry, sources: MetricSources): void {
  const { pool, scaler, database, elections, divergences, workers, queues } = sources;
  const metrics = new ScrapedMetrics(registry);
  const perWorker = (read: (worker: LiveWorker) => number) => async () =>
    (await workers()).map((worker) => ({
      labels: { worker: worker.id, role: worker.role },
      value: read(worker),
    }));

  metrics.gauge('dbaas_slaves_wanted', 'Slaves that the reads call for', () => scaler.wanted);
  metrics.gauge('dbaas_slaves_actual', 'Slaves that run and are registered', async () => {
    return (await workers()).filter(({ role }) => role === 'slave').length;
  });
  metrics.gauge(
    'dbaas_workers_outdated',
    'Workers to be replaced by ones that are made otherwise',
    async () => {
      return (await workers()).filter(({ outdated }) => outdated).length;
    },
  );
  metrics.gauge('dbaas_read_window_count', 'Reads in the current window of the scaling', () => scaler.count);
  metrics.gauge(
    'dbaas_calls_in_flight',
    'Reads and writes that wait for their answers',
    () => database.inFlight,
  );
  metrics.gauges(
    'dbaas_worker_offset',
    "Log offset that the worker's copy has applied, as it last told",
    ['worker', 'role'],
    perWorker(({ offset }) => offset),
  );
  metrics.gauges(
    'dbaas_worker_lag_entries',
    'Log entries that the worker is behind the one that is furthest, as they last told',
    ['worker', 'role'],
    perWorker(({ lag }) => lag),
  );
  metrics.gauges('dbaas_queue_messages', 'Messages that wait in the queue', ['queue'], async () =>
    (await queues()).map(({ queue, messages }) => ({ labels: { queue }, value: messages })),
  );
  metrics.counter('dbaas_elections_total', 'Changes of the master', () => elections.count);
  metrics.counter('dbaas_worker_starts_total', 'Workers started', () => pool.state().starts);
  metrics.counter(
    'dbaas_worker_replacements_total',
    'Workers that ended unasked',
    () => pool.state().replacements,
  );
  metrics.counter('dbaas_divergences_total', 'Copies thrown away as they differed', () => divergences.count);
}
