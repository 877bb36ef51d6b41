import { expect } from 'chai';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { MetricsAggregate } from '../../../src/metrics/aggregate.ts';

/** What a process reports that has seen that many requests. */
async function snapshot(requests: number): Promise<object[]> {
  const registry = new Registry();
  const registers = [registry];
  new Counter({ name: 'requests_total', help: 'a', labelNames: ['route'], registers }).inc(
    { route: '/a' },
    requests,
  );
  new Gauge({ name: 'open', help: 'b', registers }).set(requests);
  const durations = new Histogram({ name: 'seconds', help: 'c', buckets: [1, 2], registers });
  for (let request = 0; request < requests; request += 1) durations.observe(1.5);
  return registry.getMetricsAsJSON();
}

describe('MetricsAggregate', () => {
  it('adds up all processes by their latest report', async () => {
    const aggregate = new MetricsAggregate();
    aggregate.update(1, await snapshot(1));
    aggregate.update(2, await snapshot(2));
    aggregate.update(1, await snapshot(5));
    const text = await aggregate.text();
    expect(text).to.match(/^requests_total\{route="\/a"\} 7$/m);
    expect(text).to.match(/^open 7$/m);
    expect(text).to.match(/^seconds_bucket\{le="2"\} 7$/m);
    expect(text).to.match(/^seconds_bucket\{le="1"\} 0$/m);
  });

  it('keeps the counts of processes that have ended, but not their gauges', async () => {
    const aggregate = new MetricsAggregate();
    for (const id of [1, 2, 3]) aggregate.update(id, await snapshot(id));
    aggregate.depart(1);
    aggregate.depart(2);
    const text = await aggregate.text();
    expect(text).to.match(/^requests_total\{route="\/a"\} 6$/m);
    expect(text).to.match(/^seconds_count 6$/m);
    expect(text).to.match(/^open 3$/m);
  });
});
