import type { Request, RequestHandler, Response } from 'express';
import { badRequest, type Route } from '@rideshare/common';
import { checkTableName, parseRead, parseTable, parseWrite } from '@rideshare/dbaas';
import type { Database } from '../rpc/database.ts';
import type { Reply } from '../rpc/pending-calls.ts';
import { answerWith, asProblem } from './replies.ts';

/** The calls on data: reads, writes and table definitions. */
export function databaseRoutes(database: Pick<Database, 'read' | 'write'>): Route[] {
  return [
    {
      path: '/api/v1/db/write',
      methods: {
        post: relay((request) => database.write('write', requestId(request), parseWrite(request.body))),
      },
    },
    {
      path: '/api/v1/db/read',
      counted: 'post',
      methods: {
        post: relay((request) => database.read({ kind: 'rows', read: parseRead(request.body) })),
      },
    },
    {
      path: '/api/v1/db/tables',
      methods: { get: relay(() => database.read({ kind: 'tables' })) },
    },
    {
      path: '/api/v1/db/tables/:table',
      methods: {
        get: relay((request) => database.read({ kind: 'table', table: checkTableName(tableOf(request)) })),
        put: relay((request) =>
          database.write('define', requestId(request), parseTable(tableOf(request), request.body)),
        ),
      },
    },
  ];
}

function relay(call: (request: Request) => Promise<Reply>): RequestHandler {
  return async (request: Request, response: Response) => {
    try {
      answerWith(response, await call(request));
    } catch (error) {
      throw asProblem(error);
    }
  };
}

function tableOf(request: Request): string {
  return String(request.params['table']);
}

/** Printable ASCII; the Idempotency-Key draft of the IETF HTTPAPI group leaves its form to the server. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

function requestId(request: Request): string {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return crypto.randomUUID();
  if (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key)) {
    throw badRequest('Idempotency-Key must be 1 to 255 printable characters without spaces.', {
      'Idempotency-Key': 'must be 1 to 255 printable characters without spaces',
    });
  }
  return key;
}
