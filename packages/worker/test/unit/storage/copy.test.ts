import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { encodeEntry, LOG_ENTRY_OVERHEAD_BYTES, parseRead } from '@rideshare/dbaas';
import { CopyReader } from '../../../src/storage/copy-reader.ts';
import { Copy, type CopyOptions, type LogEntry } from '../../../src/storage/copy.ts';
import { UnusableCopyError } from '../../../src/storage/unusable-copy.ts';
import { scratchFiles } from './scratch.ts';
import { TestLog } from './test-log.ts';

const USERS = { columns: [{ name: 'name', type: 'text', primaryKey: true }] };

describe('Copy', () => {
  const newFile = scratchFiles();
  let file: string;
  let log: TestLog;
  let copy: Copy;

  const open = (options?: CopyOptions) => (copy = Copy.open(file, options));
  const apply = (...entries: LogEntry[]) => copy.apply(entries);
  const statuses = (...entries: LogEntry[]) =>
    apply(...entries).map(({ status, code }) => `${status} ${code}`);
  const insert = (name: string) => ({ table: 'users', insert: { name } });
  const names = () => {
    const reader = new CopyReader(file);
    const rows = JSON.parse(reader.rows(parseRead({ table: 'users', orderBy: 'name' }))) as {
      name: string;
    }[];
    reader.close();
    return rows.map(({ name }) => name);
  };

  beforeEach(() => {
    file = newFile();
    log = new TestLog();
    open();
  });
  afterEach(() => copy.close());

  describe('position', () => {
    it('is before the first entry and in no term while the copy is empty', () => {
      const start = { offset: -1, term: 0, master: '', digest: '', bytes: 0, origin: '' };
      expect(copy.position()).to.deep.equal(start);
    });

    it('follows the last applied entry and the current term', () => {
      const last = log.mark();
      const barrier = log.barrier(3, 'x');
      apply({ ...barrier, offset: 0 }, { ...last, offset: 7 });
      const bytes = barrier.content.length + last.content.length + 2 * LOG_ENTRY_OVERHEAD_BYTES;
      const digest = createHash('sha1').update(last.content).digest('hex');
      expect(copy.position()).to.deep.equal({ offset: 7, term: 3, master: 'x', digest, bytes, origin: '' });
    });

    it('is the same after the copy is opened again', () => {
      apply(log.barrier(), log.fence());
      const position = copy.position();
      copy.close();
      open();
      expect(copy.position()).to.deep.equal(position);
    });
  });

  describe('terms', () => {
    it('let the first barrier of a term win', () => {
      expect(
        statuses(log.barrier(1, 'a'), log.barrier(1, 'b'), log.barrier(3, 'c'), log.barrier(2, 'd')),
      ).to.deep.equal(['applied ok', 'ignored failed', 'applied ok', 'ignored failed']);
      expect(copy.position()).to.include({ term: 3, master: 'c' });
    });

    it('leave no trace of requests of another term or master', () => {
      apply(log.barrier(2, 'a'), log.define('users', USERS, { term: 2, master: 'a' }));
      const stale = [
        log.write(insert('old term'), { term: 1, master: 'a', id: 'r1' }),
        log.write(insert('other master'), { term: 2, master: 'b', id: 'r2' }),
        log.write(insert('future term'), { term: 3, master: 'a', id: 'r3' }),
        log.define('rides', USERS, { term: 1, master: 'a' }),
        log.fence({ term: 1, master: 'a' }),
      ];
      expect(statuses(...stale)).to.deep.equal(Array(5).fill('ignored failed'));
      expect(names()).to.deep.equal([]);
      const again = log.write(insert('now'), { term: 2, master: 'a', id: 'r1' });
      expect(statuses(again)).to.deep.equal(['applied ok']);
    });

    it('ignore every request before the first barrier', () => {
      expect(statuses(log.fence({ term: 0, master: '' }), log.fence({ term: 1 }))).to.deep.equal([
        'applied ok',
        'ignored failed',
      ]);
    });
  });

  describe('origin', () => {
    it('of a barrier that differs makes the copy unusable, and nothing of its group is applied', () => {
      apply(log.mark());
      const before = copy.position();
      expect(() => apply(log.mark(), log.barrier(1, 'm', 'backup-7'), log.fence())).to.throw(
        UnusableCopyError,
        'the copy is of a database that began empty, the log of the restored database backup-7',
      );
      expect(copy.position()).to.deep.equal(before);
    });

    it('of a barrier that opens no term does not matter', () => {
      apply(log.barrier(2));
      expect(statuses(log.barrier(2, 'm', 'backup-7'))).to.deep.equal(['ignored failed']);
    });
  });

  describe('requests', () => {
    beforeEach(() => apply(log.barrier(), log.define('users', USERS)));

    it('answer with what changed and where in the log', () => {
      const [one, many] = apply(
        log.write(insert('a')),
        log.write({ transaction: [insert('b'), { table: 'users', delete: true, all: true }] }),
      );
      expect(one?.body).to.equal('{"changes":1,"lastInsertRowid":1,"offset":2}');
      expect(many?.body).to.equal(
        '{"results":[{"changes":1,"lastInsertRowid":2},{"changes":2,"lastInsertRowid":0}],"offset":3}',
      );
    });

    it('are answered with their first outcome when they come again, and change nothing', () => {
      const [first, repeated] = apply(
        log.write(insert('a'), { id: 'r' }),
        log.write(insert('b'), { id: 'r' }),
      );
      expect(repeated).to.include({ status: 'repeated', code: 'ok', body: first?.body });
      copy.close();
      open();
      expect(apply(log.write(insert('c'), { id: 'r' }))[0]).to.include({
        status: 'repeated',
        body: first?.body,
      });
      expect(names()).to.deep.equal(['a']);
    });

    it('repeat a failure too, though the request would succeed now', () => {
      const [, failed] = apply(log.write(insert('a')), log.write(insert('a'), { id: 'r' }));
      const [, again] = apply(
        log.write({ table: 'users', delete: true, all: true }),
        log.write(insert('a'), { id: 'r' }),
      );
      expect(failed).to.include({ status: 'applied', code: 'conflict' });
      expect(again).to.include({ status: 'repeated', code: 'conflict', body: failed?.body });
    });

    it('are repeated across terms: a new master cannot apply twice what an old one appended', () => {
      apply(log.write(insert('a'), { id: 'r' }), log.barrier(2, 'n'));
      expect(statuses(log.write(insert('a'), { id: 'r', term: 2, master: 'n' }))).to.deep.equal([
        'repeated ok',
      ]);
    });

    it('have a fence answered with its offset', () => {
      expect(apply(log.fence())[0]).to.include({ status: 'applied', code: 'ok', body: '{"offset":2}' });
    });

    it('change nothing when one statement of a transaction fails', () => {
      apply(log.write(insert('a')));
      const transaction = { transaction: [insert('b'), insert('a'), insert('c')] };
      expect(statuses(log.write(transaction), log.write(insert('d')))).to.deep.equal([
        'applied conflict',
        'applied ok',
      ]);
      expect(names()).to.deep.equal(['a', 'd']);
    });

    it('are invalid when their body is no such request', () => {
      const bodies = [
        null,
        1,
        {},
        { statements: [], transaction: false },
        { statements: [{}], transaction: true },
      ];
      for (const kind of ['write', 'define'] as const) {
        const entries = bodies.map((body) => log.request(kind, body));
        expect(statuses(...entries), kind).to.deep.equal(Array(bodies.length).fill('applied invalid'));
      }
      const header = { kind: 'write', term: 1, master: 'm', seq: 1, requestId: 'no json' } as const;
      expect(statuses(log.header(header, Buffer.from('{')))).to.deep.equal(['applied invalid']);
    });

    it('are forgotten by the distance in the log alone, however entries are grouped', () => {
      copy.close();
      open({ retention: 3 });
      apply(log.write(insert('a'), { id: 'r' }));
      apply(log.mark());
      apply(log.mark());
      expect(statuses(log.fence({ id: 'r' }), log.fence({ id: 'r' }))).to.deep.equal([
        'repeated ok',
        'applied ok',
      ]);
      expect(statuses(log.mark(), log.mark(), log.fence({ id: 'r' }), log.fence({ id: 'r' }))).to.deep.equal([
        'applied ok',
        'applied ok',
        'repeated ok',
        'applied ok',
      ]);
    });
  });

  it('keeps no more requests than it remembers', () => {
    copy.close();
    open({ retention: 3 });
    apply(log.barrier());
    for (let i = 0; i < 10; i += 1) apply(log.fence(), log.fence());
    const db = new Database(file, { readonly: true });
    expect(db.prepare('SELECT count(*) FROM _requests').pluck().get()).to.equal(4);
    db.close();
  });

  describe('entries', () => {
    it('that cannot be decoded are ignored', () => {
      const header = (value: unknown) => log.entry(encodeEntry(value as never));
      const entries = [
        log.entry(Buffer.alloc(0)),
        log.entry(Buffer.from('no newline')),
        log.entry(Buffer.from('no json\n')),
        log.entry(Buffer.from([0xff, 0x0a])),
        header(null),
        header([]),
        header('write'),
        header({}),
        header({ kind: 'vacuum', term: 1, master: 'm' }),
        header({ kind: 'barrier', term: '1', master: 'm', origin: '' }),
        header({ kind: 'barrier', term: 1, origin: '' }),
        header({ kind: 'barrier', term: 1.5, master: 'm', origin: '' }),
        header({ kind: 'write', term: 1, master: 'm', seq: 1 }),
        header({ kind: 'write', term: 1, master: 'm', seq: 1, requestId: '\ud800' }),
      ];
      const outcomes = apply(...entries);
      expect(outcomes.map(({ status, header: read }) => [status, read])).to.deep.equal(
        entries.map(() => ['ignored', undefined]),
      );
      expect(copy.position()).to.include({ offset: entries.length - 1, term: 0 });
    });

    it('that are applied already are ignored', () => {
      const entries = [log.barrier(), log.define('users', USERS), log.write(insert('a'))];
      apply(...entries);
      const position = copy.position();
      expect(statuses(...entries)).to.deep.equal(Array(3).fill('ignored failed'));
      expect(apply()).to.deep.equal([]);
      expect(copy.position()).to.deep.equal(position);
    });

    it('may leave offsets out', () => {
      apply(log.barrier());
      expect(apply({ ...log.fence(), offset: 10 })[0]).to.include({ offset: 10, body: '{"offset":10}' });
      expect(copy.position().offset).to.equal(10);
    });
  });
});
