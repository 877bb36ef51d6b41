import { expect } from 'chai';
import { Registry } from 'prom-client';
import { registerDatabaseMetrics, type MetricSources } from '../../../src/metrics/database-metrics.ts';

const master = { id: 'm', pid: 1, role: 'master', offset: 9, lag: 0 } as const;
const slave = { id: 's', pid: 2, role: 'slave', offset: 7, lag: 2, outdated: true } as const;

describe('The metrics of the database', () => {
  let sources: MetricSources;
  let registry: Registry;

  beforeEach(() => {
    sources = {
      pool: { state: () => ({ starts: 5, replacements: 3 }) },
      scaler: { wanted: 4, count: 61 },
      database: { inFlight: 6 },
      elections: { count: 2 },
      divergences: { count: 0 },
      workers: () => Promise.resolve([master, slave]),
      queues: () => Promise.resolve([{ queue: 'writeQ', messages: 8 }]),
    };
    registry = new Registry();
    registerDatabaseMetrics(registry, {
      ...sources,
      workers: () => sources.workers(),
      queues: () => sources.queues(),
    });
  });

  const scrape = async () =>
    (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));

  it('are looked up at each scrape', async () => {
    const all = [
      'dbaas_slaves_wanted 4',
      'dbaas_slaves_actual 1',
      'dbaas_workers_outdated 1',
      'dbaas_read_window_count 61',
      'dbaas_calls_in_flight 6',
      'dbaas_worker_offset{worker="m",role="master"} 9',
      'dbaas_worker_offset{worker="s",role="slave"} 7',
      'dbaas_worker_lag_entries{worker="m",role="master"} 0',
      'dbaas_worker_lag_entries{worker="s",role="slave"} 2',
      'dbaas_queue_messages{queue="writeQ"} 8',
      'dbaas_elections_total 2',
      'dbaas_worker_starts_total 5',
      'dbaas_worker_replacements_total 3',
      'dbaas_divergences_total 0',
    ];
    expect(await scrape()).to.have.members(all);
    expect(await scrape()).to.have.members(all);
  });

  it('forget a worker that is gone', async () => {
    await scrape();
    sources.workers = () => Promise.resolve([master]);
    expect((await scrape()).filter((line) => line.includes('worker="s"'))).to.be.empty;
  });

  it('leave out what cannot be asked for, and keep the last number of slaves', async () => {
    await scrape();
    const away = () => Promise.reject(new Error('away'));
    Object.assign(sources, { workers: away, queues: away });
    const lines = await scrape();
    expect(lines).to.include('dbaas_slaves_actual 1').and.to.include('dbaas_calls_in_flight 6');
    expect(lines.filter((line) => /worker=|queue=/.test(line))).to.be.empty;
  });
});
