import autocannon from 'autocannon';
import { BenchFailure } from './failure.ts';
import { percentile, type Figure } from './statistics.ts';

export interface Target {
  /** What the load is called in messages. */
  name: string;
  url: string;
  headers: Record<string, string>;
  /** A request body, different from call to call. */
  body: () => string;
}

export interface Load {
  connections: number;
  seconds: number;
  /** Requests per second in all; without it each connection asks again as soon as it is answered. */
  rate?: number;
}

/** Bodies that a connection sends in turn: built before the load starts, so that the generator only writes. */
const BODIES_PER_CONNECTION = 200;
const TIMEOUT_SECONDS = 10;
const SAMPLE_MS = 100;

/**
 * Drives a target with a closed loop of POSTs and measures from the first answer to the last.
 * The first answer on each connection does not count: its time has the connecting in it.
 *
 * Times come from autocannon's `response` events, as its own histogram knows whole milliseconds only.
 * @throws BenchFailure when an answer is not 2xx or does not come.
 */
export async function drive(target: Target, load: Load): Promise<Figure> {
  const times: number[] = [];
  const connected = new Set<autocannon.Client>();
  let firstMs = 0;
  let lastMs = 0;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url: target.url,
        connections: load.connections,
        duration: load.seconds,
        ...(load.rate === undefined ? {} : { overallRate: load.rate }),
        sampleInt: SAMPLE_MS,
        timeout: TIMEOUT_SECONDS,
        bailout: 1,
        setupClient: (client) => client.setRequests(requests(target)),
      },
      (error: unknown, done) => {
        if (error instanceof Error) reject(error);
        else resolve(done);
      },
    );
    instance.on('response', (client, _status, _bytes, responseMs) => {
      lastMs = performance.now();
      if (connected.size === 0) firstMs = lastMs;
      if (connected.has(client)) times.push(responseMs);
      else connected.add(client);
    });
  });
  refuseFailures(target.name, result, times.length, load.rate ?? load.connections);
  const ascending = Float64Array.from(times).sort();
  return {
    rps: (times.length * 1000) / (lastMs - firstMs),
    p50Ms: percentile(ascending, 0.5),
    p99Ms: percentile(ascending, 0.99),
  };
}

function requests(target: Target): autocannon.Request[] {
  const headers = { 'content-type': 'application/json', ...target.headers };
  return Array.from({ length: BODIES_PER_CONNECTION }, () => ({
    method: 'POST',
    headers,
    body: target.body(),
  }));
}

/** @param unanswered requests that may be counted as sent and not be answered when the time is up */
function refuseFailures(name: string, result: autocannon.Result, measured: number, unanswered: number): void {
  if (result.timeouts > 0)
    throw new BenchFailure(`${name}: ${result.timeouts} requests got no answer within ${TIMEOUT_SECONDS} s`);
  if (result.errors > 0) throw new BenchFailure(`${name}: ${result.errors} connections failed`);
  if (result.non2xx > 0) {
    const statuses = Object.keys(result.statusCodeStats ?? {}).filter((status) => !status.startsWith('2'));
    throw new BenchFailure(`${name}: ${result.non2xx} answers were not 2xx but ${statuses.join(', ')}`);
  }
  if (result.requests.sent - result['2xx'] > unanswered)
    throw new BenchFailure(`${name}: connections were closed before the answer`);
  if (measured === 0) throw new BenchFailure(`${name}: too few answers to measure`);
}
