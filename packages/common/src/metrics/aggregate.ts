import { AggregatorRegistry } from 'prom-client';

/** Adds up the metrics of several processes, and keeps what those that are gone had counted, so that no counter falls. */
export class MetricsAggregate {
  readonly #latest = new Map<number, object[]>();
  #departed: Promise<object[]> = Promise.resolve([]);

  /** Notes what a process counts by now. */
  update(id: number, snapshot: object[]): void {
    this.#latest.set(id, snapshot);
  }

  /** Keeps the counts of a process that has ended; its gauges end with it. */
  depart(id: number): void {
    const counts = this.#latest.get(id)?.filter(isCount);
    this.#latest.delete(id);
    if (counts) {
      this.#departed = this.#departed.then((departed) =>
        AggregatorRegistry.aggregate([departed, counts]).getMetricsAsJSON(),
      );
    }
  }

  async text(): Promise<string> {
    const departed = await this.#departed;
    return AggregatorRegistry.aggregate([...this.#latest.values(), departed]).metrics();
  }
}

function isCount(metric: object): boolean {
  return 'type' in metric && (metric.type === 'counter' || metric.type === 'histogram');
}
