import Database from 'better-sqlite3';
import { expect } from 'chai';
import { createLogger } from '@rideshare/common';
import { answerer, type AnswererOptions } from '../../../src/roles/answer.ts';
import { AnswerTooLongError, InvalidReadError } from '../../../src/storage/copy-reader.ts';

/** What an answerer says over a copy that does as told. */
function stage(options: Partial<AnswererOptions> & { tables?: () => string }): {
  answer: ReturnType<typeof answerer>;
  damages: Error[];
} {
  const damages: Error[] = [];
  const reader = { rows: () => '[]', tables: options.tables ?? (() => '[]'), table: () => undefined };
  const answer = answerer({
    reader,
    backUp: () => Promise.resolve('backup-1.db'),
    onDamage: (error) => damages.push(error),
    logger: createLogger('test', 'silent'),
    ...options,
  });
  return { answer, damages };
}

function throws(error: Error): () => never {
  return () => {
    throw error;
  };
}

describe('answerer', () => {
  it('says which file holds the backup, when it is written', async () => {
    const { answer } = stage({});
    expect(await answer({ kind: 'backup', floor: 0 })).to.deep.equal({
      code: 'ok',
      body: '{"file":"backup-1.db"}',
    });
  });

  it('says that a backup failed, without telling of folders', async () => {
    const { answer } = stage({ backUp: () => Promise.reject(new Error('no space left on /some/disk')) });
    expect(await answer({ kind: 'backup', floor: 0 })).to.deep.equal({
      code: 'failed',
      body: '{"detail":"The backup could not be written."}',
    });
  });

  it('tells the caller what is wrong with a read, and nobody else', async () => {
    const { answer, damages } = stage({ tables: throws(new InvalidReadError('no such column')) });
    expect(await answer({ kind: 'tables', floor: 0 })).to.deep.equal({
      code: 'invalid',
      body: '{"detail":"no such column"}',
    });
    expect(damages).to.deep.equal([]);
  });

  it('tells that an answer would be too long apart from what is wrong', async () => {
    const { answer } = stage({ tables: throws(new AnswerTooLongError()) });
    expect(await answer({ kind: 'tables', floor: 0 })).to.have.property('code', 'too-long');
  });

  it('tells of a damaged file, and of no other failure', async () => {
    const busy = stage({ tables: throws(new Database.SqliteError('busy', 'SQLITE_BUSY')) });
    expect(await busy.answer({ kind: 'tables', floor: 0 })).to.have.property('code', 'failed');
    expect(busy.damages).to.deep.equal([]);

    const damaged = stage({ tables: throws(new Database.SqliteError('malformed', 'SQLITE_CORRUPT_INDEX')) });
    expect(await damaged.answer({ kind: 'tables', floor: 0 })).to.have.property('code', 'failed');
    expect(damaged.damages.map(({ message }) => message)).to.deep.equal(['malformed']);
  });
});
