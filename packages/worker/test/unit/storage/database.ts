import { parseRead, type ReplyCode } from '@rideshare/dbaas';
import { CopyReader } from '../../../src/storage/copy-reader.ts';
import { Copy, type Outcome } from '../../../src/storage/copy.ts';
import { TestLog } from './test-log.ts';

export interface Answer {
  code: ReplyCode;
  body: unknown;
}

/** A copy with a log of its own, to be spoken to as clients speak to the database. */
export class TestDatabase {
  readonly log = new TestLog();
  readonly copy: Copy;
  readonly reader: CopyReader;

  constructor(file: string) {
    this.copy = Copy.open(file);
    this.copy.apply([this.log.barrier()]);
    this.reader = new CopyReader(file);
  }

  write(statement: unknown): Answer {
    return answerOf(this.copy.apply([this.log.write(statement)]));
  }

  define(table: string, definition: unknown): Answer {
    return answerOf(this.copy.apply([this.log.define(table, definition)]));
  }

  read(query: object): unknown {
    return JSON.parse(this.reader.rows(parseRead(query)));
  }

  close(): void {
    this.reader.close();
    this.copy.close();
  }
}

export function answerOf([outcome]: Outcome[]): Answer {
  if (!outcome) throw new Error('there is no outcome');
  return { code: outcome.code, body: JSON.parse(outcome.body) };
}

/** A suite's database: a new one for each test. */
export function databases(file: () => string): () => TestDatabase {
  let database: TestDatabase | undefined;
  afterEach(() => {
    database?.close();
    database = undefined;
  });
  return () => (database ??= new TestDatabase(file()));
}
