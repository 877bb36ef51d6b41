import fc from 'fast-check';
import type { OutgoingHttpHeaders } from 'node:http';
import { METHODS, type Route } from './routes.ts';
import { digest } from './riders.ts';

export interface WildRequest {
  method: string;
  path: string;
  headers: OutgoingHttpHeaders;
  body: string | Buffer | undefined;
}

/** Well-formed requests whose fields are replaced one by one. */
const TEMPLATES: Record<string, unknown>[] = [
  { username: 'x', password: digest('x') },
  { created_by: 'x', timestamp: '01-01-2090:00-00-00', source: 1, destination: 2 },
  { username: 'x' },
  { table: 'users', insert: { username: 'x', password: 'x' } },
  { table: 'users', column: ['username'], insert: ['x'] },
  { table: 'users', update: { username: 'x' }, where: { username: 'y' }, expect: { changes: 1 } },
  { table: 'users', delete: true, where: ['username=x'] },
  { transaction: [{ table: 'users', delete: true, where: { username: 'x' } }] },
  {
    table: 'users',
    columns: ['username'],
    where: [],
    orderBy: 'username',
    limit: 1,
    offset: 0,
    consistency: 'session',
  },
  { columns: [{ name: 'a', type: 'text', default: 'x' }], primaryKey: ['a'], indexes: [{ columns: ['a'] }] },
];

const HEADERS = [
  'accept',
  'accept-encoding',
  'authorization',
  'content-encoding',
  'content-type',
  'cookie',
  'expect',
  'forwarded',
  'host',
  'idempotency-key',
  'if-modified-since',
  'if-none-match',
  'origin',
  'range',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-http-method-override',
  'x-original-url',
  'x-request-id',
];

const unicode = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed());
const value = fc.oneof(
  fc.jsonValue(),
  unicode,
  fc.constantFrom<unknown>(null, '', 0, -1, 1e308, [], {}, true),
);

const mutated = fc
  .tuple(fc.constantFrom(...TEMPLATES), fc.nat(), fc.option(unicode), value)
  .map(([template, at, name, replacement]) => {
    const keys = Object.keys(template);
    return { ...template, [name ?? keys[at % keys.length] ?? '']: replacement };
  });

const body = fc.oneof(
  { weight: 6, arbitrary: mutated.map((json) => JSON.stringify(json)) },
  { weight: 2, arbitrary: value.map((json) => JSON.stringify(json)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);

const segment = fc.oneof(
  unicode.map(encodeURIComponent),
  fc.stringMatching(/^[!-~]{0,20}$/),
  fc.constantFrom('..', '.', '%2e%2e', '%00', '%', '%E0%A4', '-1', '9'.repeat(30), '__proto__', 'a%2Fb', ''),
);

function path(routes: Route[]) {
  const known = fc.constantFrom(...routes.map((route) => route.path));
  return fc
    .tuple(
      fc.oneof(
        { weight: 5, arbitrary: known },
        {
          weight: 4,
          arbitrary: fc.tuple(known, segment).map(([prefix, end]) => prefix.replace(/[^/]*$/, () => end)),
        },
        { weight: 1, arbitrary: fc.array(segment).map((segments) => `/${segments.join('/')}`) },
      ),
      fc.option(
        fc.array(fc.tuple(fc.constantFrom('source', 'destination', 'username', 'x'), segment), {
          maxLength: 4,
        }),
      ),
    )
    .map(([start, query]) => (query ? `${start}?${query.map((pair) => pair.join('=')).join('&')}` : start));
}

const headers = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...HEADERS), fc.stringMatching(/^[\t -~\x80-\xff]{0,60}$/), { maxKeys: 3 }),
    fc.oneof(
      { weight: 9, arbitrary: fc.constant('application/json') },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
  )
  .map(([wild, type]) => (type === undefined ? wild : { 'content-type': type, ...wild }));

/** Anything that an HTTP client can send to these routes. */
export function wildRequest(routes: Route[]): fc.Arbitrary<WildRequest> {
  return fc.record({ method: fc.constantFrom('HEAD', ...METHODS), path: path(routes), headers, body });
}
