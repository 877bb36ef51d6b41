import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { Logger } from '@rideshare/common';
import got, { type Got, type OptionsOfTextResponseBody } from 'got';
import type { TableDefinition } from '../statements/types.ts';
import { classify } from './answer.ts';
import type {
  ReadQuery,
  Row,
  TransactionResult,
  WhereQuery,
  WriteResult,
  WriteStatement,
} from './contract.ts';
import { AnswerTooLongError, StatementTooLargeError } from './errors.ts';
import { pauseBeforeRetry } from './retry.ts';

export interface DatabaseClientOptions {
  /** Base URL of the orchestrator. */
  url: string;
  /** Sent as bearer token. */
  token?: string | undefined;
  /** Time for a whole call with all its attempts, in ms. */
  timeoutMs: number;
  /**
   * How long after its beginning a call may be tried again, in ms. A restart of the orchestrator should fit in, and a
   * caller should be told soon enough when it stays away.
   */
  retryMs: number;
  logger: Logger;
}

const READY_MS = 1_000;

/**
 * The database service over HTTP. Calls are tried again for a while when the database cannot be reached or is
 * overloaded; a write carries one `Idempotency-Key` through all attempts, so it is done once.
 *
 * Every call throws ConstraintError, InvalidStatementError or DatabaseUnavailableError.
 */
export class DatabaseClient {
  private readonly http: Got;
  private readonly timeoutMs: number;
  private readonly retryMs: number;
  private readonly logger: Logger;

  constructor({ url, token, timeoutMs, retryMs, logger }: DatabaseClientOptions) {
    this.timeoutMs = timeoutMs;
    this.retryMs = Math.min(retryMs, timeoutMs);
    this.logger = logger;
    this.http = got.extend({
      prefixUrl: url,
      agent: { http: new Agent(AGENT_OPTIONS), https: new SecureAgent(AGENT_OPTIONS) },
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      retry: { enforceRetryRules: false, calculateDelay: pauseBeforeRetry },
      followRedirect: false,
      decompress: false,
    });
  }

  /** @throws AnswerTooLongError when the rows are more than 16 MiB of JSON. */
  async read(query: ReadQuery): Promise<Row[]> {
    try {
      return (await this.call('api/v1/db/read', { method: 'POST', json: query })) as Row[];
    } catch (error) {
      if (!(error instanceof StatementTooLargeError)) throw error;
      throw new AnswerTooLongError(error.message, { cause: error });
    }
  }

  async count(table: string, where?: WhereQuery): Promise<number> {
    const json = { table, columns: 'count', ...(where && { where }) };
    const [row] = (await this.call('api/v1/db/read', { method: 'POST', json })) as { count: number }[];
    return row?.count ?? 0;
  }

  write(request: WriteStatement): Promise<WriteResult>;
  /** All statements or none. */
  write(request: { transaction: WriteStatement[] }): Promise<TransactionResult>;
  async write(
    request: WriteStatement | { transaction: WriteStatement[] },
  ): Promise<WriteResult | TransactionResult> {
    const headers = { 'idempotency-key': randomUUID() };
    const answer = await this.call('api/v1/db/write', { method: 'POST', json: request, headers });
    return answer as WriteResult | TransactionResult;
  }

  /** Resolves when the table stands as defined. @throws ConstraintError when one with another shape exists. */
  async defineTable(name: string, definition: TableDefinition): Promise<void> {
    const headers = { 'idempotency-key': randomUUID() };
    await this.call(`api/v1/db/tables/${encodeURIComponent(name)}`, {
      method: 'PUT',
      json: definition,
      headers,
    });
  }

  /** Whether the database says that it is ready; never throws. */
  async ready(): Promise<boolean> {
    try {
      await this.http('readyz', { retry: { calculateDelay: () => 0 }, timeout: { request: READY_MS } });
      return true;
    } catch (error) {
      this.logger.debug({ err: error }, 'database not ready');
      return false;
    }
  }

  private async call(path: string, options: OptionsOfTextResponseBody): Promise<unknown> {
    const deadline = performance.now() + this.retryMs;
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      const { body } = await this.http(path, { ...options, context: { deadline }, signal });
      return JSON.parse(body) as unknown;
    } catch (error) {
      throw classify(error, signal.aborted);
    }
  }
}

const AGENT_OPTIONS = { keepAlive: true, noDelay: true };
