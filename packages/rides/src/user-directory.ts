import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { gatewayTimeout, unavailable } from '@rideshare/common';
import got, { TimeoutError, type Got } from 'got';

/** Knows which users there are. */
export interface UserDirectory {
  /**
   * @throws NameTooLongError when the name does not fit into a question.
   * @throws HttpProblem 503 or 504 when nobody can tell at present.
   */
  exists(username: string): Promise<boolean>;
}

/** The name makes a URL longer than the servers on the way to the users service take. */
export class NameTooLongError extends Error {
  readonly code = 'NAME_TOO_LONG';

  constructor() {
    super('the name is too long to ask about');
  }
}

export interface UsersServiceOptions {
  /** Base URL at which the users service is reached: the load balancer's. */
  url: string;
  /** This service's own public base URL, sent as `Origin`. */
  origin: string;
  timeoutMs: number;
}

const RETRY_DELAY_MS = 20;

/** Asks the users service over connections that are kept open. */
export class UsersService implements UserDirectory {
  readonly #http: Got;

  constructor({ url, origin, timeoutMs }: UsersServiceOptions) {
    this.#http = got.extend({
      prefixUrl: url,
      headers: { origin },
      agent: { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) },
      timeout: { request: timeoutMs },
      throwHttpErrors: false,
      followRedirect: false,
      // A kept connection may be closed by the other side just as it is used again.
      retry: {
        limit: 1,
        errorCodes: ['ECONNRESET', 'EPIPE'],
        statusCodes: [],
        calculateDelay: ({ computedValue }) => Math.min(computedValue, RETRY_DELAY_MS),
      },
    });
  }

  async exists(username: string): Promise<boolean> {
    const status = await this.#ask(username);
    switch (status) {
      case 200:
        return true;
      case 204:
        return false;
      case 414:
      case 431:
        throw new NameTooLongError();
      default:
        throw unavailable(`The users service answered ${status}.`);
    }
  }

  async #ask(username: string): Promise<number> {
    try {
      const query = new URLSearchParams({ username });
      return (await this.#http.get('api/v1/users', { searchParams: query })).statusCode;
    } catch (error) {
      if (error instanceof TimeoutError) throw gatewayTimeout('The users service did not answer in time.');
      throw unavailable('The users service cannot be reached.');
    }
  }
}
