import got, { HTTPError, type Got } from 'got';
import { isDeepStrictEqual } from 'node:util';
import { DEFINITION, rides, TABLE } from './dataset.ts';
import { BenchFailure } from './failure.ts';
import { READ_PATH, readBody, WRITE_PATH } from './requests.ts';

const BATCH_ROWS = 1_000;
const TIMEOUT_MS = 60_000;

/** The benchmark's table in the system, by way of the orchestrator. */
export class BenchTable {
  readonly #http: Got;

  constructor(orchestratorUrl: string, headers: Record<string, string>) {
    this.#http = got.extend({
      prefixUrl: orchestratorUrl,
      headers,
      timeout: { request: TIMEOUT_MS },
      retry: { limit: 0 },
    });
  }

  /** Makes the table hold exactly the first `count` rides of the dataset. */
  async load(count: number): Promise<void> {
    await this.#send('PUT', `/api/v1/db/tables/${TABLE}`, DEFINITION);
    await this.clear();
    for (let first = 1; first <= count; first += BATCH_ROWS) {
      const insert = rides(first, Math.min(count, first + BATCH_ROWS - 1));
      await this.#send('POST', WRITE_PATH, { table: TABLE, insert });
    }
  }

  async clear(): Promise<void> {
    await this.#send('POST', WRITE_PATH, { table: TABLE, delete: true, all: true });
  }

  /** @throws BenchFailure unless the bare server answers the benchmark's reads as the system does. */
  async compareWith(bareUrl: string): Promise<void> {
    const body: unknown = JSON.parse(readBody());
    const ours = await this.#send('POST', READ_PATH, body);
    const bare: unknown = await got.post(bareUrl + READ_PATH, { json: body }).json();
    if (!isDeepStrictEqual(ours, bare)) {
      throw new BenchFailure(
        `The system answered ${JSON.stringify(ours)} where the bare server answered ${JSON.stringify(bare)}.`,
      );
    }
  }

  async #send(method: 'PUT' | 'POST', path: string, json: unknown): Promise<unknown> {
    try {
      const { body } = await this.#http(path.slice(1), { method, json });
      return JSON.parse(body || 'null');
    } catch (cause) {
      const answer =
        cause instanceof HTTPError
          ? `${cause.response.statusCode} ${String(cause.response.body)}`
          : String(cause);
      throw new BenchFailure(`${method} ${path} of the benchmark's data failed: ${answer}`, { cause });
    }
  }
}
