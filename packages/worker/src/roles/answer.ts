import type { Logger } from '@rideshare/common';
import type { ReadRequest } from '@rideshare/dbaas';
import { InvalidReadError, type CopyReader } from '../storage/copy-reader.ts';
import type { Answer } from './read-server.ts';

type Reader = Pick<CopyReader, 'rows' | 'tables' | 'table'>;

/** Answers read requests from a copy; a request that the copy cannot answer gets a reply that says why. */
export function answerer(reader: Reader, logger: Logger): (request: ReadRequest) => Answer {
  return (request) => {
    try {
      return answer(reader, request);
    } catch (error) {
      if (error instanceof InvalidReadError) return failure('invalid', error.message);
      logger.error({ err: error }, 'a read failed');
      return failure('failed', 'The copy could not answer.');
    }
  };
}

function answer(reader: Reader, request: ReadRequest): Answer {
  switch (request.kind) {
    case 'rows':
      return { code: 'ok', body: reader.rows(request.read) };
    case 'tables':
      return { code: 'ok', body: reader.tables() };
    case 'backup':
      return failure('failed', 'Backups are not taken here.');
    case 'table': {
      const body = reader.table(request.table);
      return body === undefined
        ? failure('not-found', `There is no table ${request.table}.`)
        : { code: 'ok', body };
    }
  }
}

function failure(code: Answer['code'], detail: string): Answer {
  return { code, body: JSON.stringify({ detail }) };
}
