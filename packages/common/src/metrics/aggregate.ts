import { AggregatorRegistry } from 'prom-client';

interface MetricSnapshot {
  type: string;
}

/** Adds up the metrics of several processes, and keeps what those that are gone had counted, so that no counter falls. */
export class MetricsAggregate {
  readonly #latest = new Map<number, object[]>();
  #departed: object[] = [];

  /** Notes what the process last reported. */
  update(id: number, snapshot: object[]): void {
    this.#latest.set(id, snapshot);
  }

  /** Keeps the counts of a process that has ended; its gauges end with it. */
  async depart(id: number): Promise<void> {
    const last = this.#latest.get(id);
    this.#latest.delete(id);
    if (!last) return;
    const counts = last.filter((metric) => isCount(metric as MetricSnapshot));
    this.#departed = await AggregatorRegistry.aggregate([this.#departed, counts]).getMetricsAsJSON();
  }

  async text(): Promise<string> {
    return AggregatorRegistry.aggregate([...this.#latest.values(), this.#departed]).metrics();
  }
}

function isCount(metric: MetricSnapshot): boolean {
  return metric.type === 'counter' || metric.type === 'histogram';
}
