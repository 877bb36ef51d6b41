import fc from 'fast-check';

const PIECES = [
  'GET ',
  'PUT ',
  'POST ',
  'TRACE ',
  'CONNECT ',
  'PRI * ',
  'get ',
  '/api/v1/users',
  '/api/v1/rides?source=1',
  '/livez',
  'http://x/livez',
  '/api/v1/users/\xff',
  '*',
  'x:1',
  `/${'a'.repeat(20_000)}`,
  ' HTTP/1.1\r\n',
  ' HTTP/1.0\r\n',
  ' HTTP/2.0\r\n',
  ' HTTP/9.9\r\n',
  '\r\n',
  '\n',
  '\r\n\r\n',
  'Host: x\r\n',
  'Host: x\r\nHost: y\r\n',
  'Host:\r\n',
  'Content-Type: application/json\r\n',
  'Content-Length: 2\r\n',
  'Content-Length: -2\r\n',
  'Content-Length: 99999999999999999999\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Transfer-Encoding: x, chunked\r\n',
  'Connection: close\r\n',
  'Expect: 100-continue\r\n',
  'Upgrade: websocket\r\nConnection: upgrade\r\n',
  ' folded: x\r\n',
  'a b: c\r\n',
  'x: \0\r\n',
  '{}',
  '2\r\n{}\r\n0\r\n\r\n',
  'zz\r\n',
  '0\r\n\r\n',
];

/** Bytes that are HTTP, nearly HTTP, or anything. */
export const wildBytes = fc
  .array(
    fc.oneof(
      {
        weight: 9,
        arbitrary: fc.constantFrom(...PIECES),
      },
      {
        weight: 1,
        arbitrary: fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
      },
    ),
    { maxLength: 12 },
  )
  .map((pieces) => Buffer.from(pieces.join(''), 'latin1'));
