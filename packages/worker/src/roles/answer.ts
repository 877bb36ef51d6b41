import type { Logger } from '@rideshare/common';
import type { ReadRequest } from '@rideshare/dbaas';
import { AnswerTooLongError, InvalidReadError, type CopyReader } from '../storage/copy-reader.ts';
import { isDamage } from '../storage/damage.ts';
import type { Answer } from './read-server.ts';

export interface AnswererOptions {
  reader: Pick<CopyReader, 'rows' | 'tables' | 'table'>;
  /** Writes a backup of the copy and resolves with the file's name. */
  backUp: () => Promise<string>;
  /** Called when the file of the copy turns out to be damaged. */
  onDamage: (error: Error) => void;
  logger: Logger;
}

/** Answers read requests from a copy; a request that the copy cannot answer gets a reply that says why. */
export function answerer(options: AnswererOptions): (request: ReadRequest) => Answer | Promise<Answer> {
  const { reader, backUp, onDamage, logger } = options;

  const refuse = (error: unknown, detail: string): Answer => {
    if (error instanceof InvalidReadError) return failure('invalid', error.message);
    if (error instanceof AnswerTooLongError) return failure('too-long', error.message);
    logger.error({ err: error }, 'a read failed');
    if (isDamage(error)) onDamage(error);
    return failure('failed', detail);
  };

  return (request) => {
    if (request.kind === 'backup') {
      return backUp().then(
        (file) => ({ code: 'ok', body: JSON.stringify({ file }) }),
        (error: unknown) => refuse(error, 'The backup could not be written.'),
      );
    }
    try {
      return answer(reader, request);
    } catch (error) {
      return refuse(error, 'The copy could not answer.');
    }
  };
}

function answer(
  reader: AnswererOptions['reader'],
  request: Exclude<ReadRequest, { kind: 'backup' }>,
): Answer {
  switch (request.kind) {
    case 'rows':
      return { code: 'ok', body: reader.rows(request.read) };
    case 'tables':
      return { code: 'ok', body: reader.tables() };
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
