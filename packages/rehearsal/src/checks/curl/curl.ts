import type { Vantage } from '../../network/vantage.ts';
import { parseAnswer, type CurlAnswer } from './parse-answer.ts';

export interface CurlRequest {
  method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  json?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/**
 * Asks with curl, as an operator or a stranger would, from a place in the network.
 *
 * @throws Error with what curl complained of, when no answer came
 */
export async function curl(from: Vantage, url: string, request: CurlRequest = {}): Promise<CurlAnswer> {
  const { method = 'GET', json, headers = {} } = request;
  const all = json === undefined ? headers : { 'content-type': 'application/json', ...headers };
  const said = await from.run(
    'curl',
    ...['--silent', '--show-error', '--max-time', '60', '--write-out', '\n%{http_code} %{content_type}'],
    ...['--request', method],
    ...Object.entries(all).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
    ...(json === undefined ? [] : ['--data-raw', JSON.stringify(json)]),
    url,
  );
  return parseAnswer(said);
}
