import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { Agent, get, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { createApp, createLogger, listen, Metrics, type Listening } from '@rideshare/common';
import { temporaryFolder, type TemporaryFolder } from '@rideshare/local';
import { expect } from 'chai';
import { backupRoute } from '../../../src/http/backup-route.ts';
import { DeadlineError } from '../../../src/rpc/errors.ts';
import type { ReadCall } from '../../../src/rpc/database.ts';
import type { Reply } from '../../../src/rpc/pending-calls.ts';

const logger = createLogger('test', 'silent');
const TIMEOUT_MS = 123_456;

/** More than the buffers of a connection hold, so that a caller that stops reading stops the sender. */
const BIG = 32 * 1024 * 1024;

function replyOf(body: unknown, code: Reply['code'] = 'ok'): Reply {
  return { code, body: Buffer.from(JSON.stringify(body)), offset: undefined };
}

describe('backupRoute', function () {
  this.timeout(60_000);

  let folder: TemporaryFolder;
  let dir: string;
  let server: Listening;
  let asked: [ReadCall, number | undefined][];
  let answer: () => Promise<Reply>;

  /** Plays the worker. */
  const database = {
    read: (call: ReadCall, timeoutMs?: number) => {
      asked.push([call, timeoutMs]);
      return answer();
    },
  };

  beforeEach(async () => {
    folder = await temporaryFolder();
    dir = join(folder.path, 'snapshots');
    await mkdir(dir);
    asked = [];
    server = await listen(
      createApp({
        name: 'test',
        logger,
        metrics: new Metrics(),
        readiness: () => ({ ready: true, dependencies: {} }),
        routes: [
          backupRoute(database, {
            dir,
            timeoutMs: TIMEOUT_MS,
            stallTimeoutMs: 500,
            now: () => new Date('2026-01-31T12:00:01.234Z'),
          }),
        ],
      }),
      { host: '127.0.0.1', port: 0, logger },
    );
  });

  afterEach(async () => {
    await server.close(0);
    await folder.remove();
  });

  function request(options: RequestOptions = {}): ClientRequest {
    const path = '/api/v1/db/backup';
    const sent = get({ host: '127.0.0.1', port: server.port, path, agent: false, ...options });
    sent.on('error', () => undefined);
    return sent;
  }

  async function response(sent = request()): Promise<IncomingMessage> {
    const [received] = (await once(sent, 'response')) as [IncomingMessage];
    return received;
  }

  async function statusOf(sent = request()): Promise<number | undefined> {
    const received = await response(sent);
    received.resume();
    return received.statusCode;
  }

  async function written(content: Buffer): Promise<Reply> {
    const file = `backup-${randomUUID()}.db`;
    await writeFile(join(dir, file), content);
    return replyOf({ file });
  }

  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await pause(5);
  }

  /** Whether this process has a file of the folder open, be its name gone or not. */
  function holdsFile(): boolean {
    return readdirSync('/proc/self/fd').some((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith(dir);
      } catch {
        return false;
      }
    });
  }

  /** Also that the next caller gets a backup. */
  async function expectNothingLeft(): Promise<void> {
    await until(() => !holdsFile());
    expect(await readdir(dir)).to.deep.equal([]);
    answer = () => written(Buffer.from('next'));
    await until(async () => (await statusOf()) === 200);
  }

  it('asks for a backup with a deadline of its own and sends the file, whose name is gone before its bytes are', async () => {
    const content = randomBytes(3 * 1024 * 1024);
    answer = () => written(content);
    const received = await response();
    expect(await readdir(dir)).to.deep.equal([]);
    expect(received.statusCode).to.equal(200);
    expect(received.headers).to.include({
      'content-type': 'application/vnd.sqlite3',
      'content-length': String(content.length),
      'content-disposition': 'attachment; filename="rideshare-2026-01-31T12-00-01Z.db"',
    });
    expect((await buffer(received)).equals(content)).to.equal(true);
    expect(asked).to.deep.equal([[{ kind: 'backup' }, TIMEOUT_MS]]);
    await expectNothingLeft();
  });

  it('makes and sends one backup at a time, and turns others away with Retry-After until it is over', async () => {
    const making = Promise.withResolvers<Reply>();
    answer = () => making.promise;
    const first = response();
    await until(() => asked.length === 1);
    const whileMade = await response();
    expect(whileMade.statusCode).to.equal(503);
    expect(whileMade.headers['retry-after']).to.match(/^\d+$/);
    making.resolve(await written(randomBytes(BIG)));
    const received = await first;
    expect(await statusOf()).to.equal(503);
    expect((await buffer(received)).length).to.equal(BIG);
    expect(asked).to.have.lengthOf(1);
    await expectNothingLeft();
  });

  it('gives a caller that has all of a backup the next one at once, and to HEAD the headers alone', async () => {
    const agent = new Agent({ keepAlive: true });
    answer = () => written(randomBytes(300_000));
    for (let i = 0; i < 50; i++) {
      const whole = await response(request({ agent }));
      expect((await buffer(whole)).length).to.equal(300_000);
      const head = await response(request({ agent, method: 'HEAD' }));
      expect(head.headers['content-length']).to.equal('300000');
      expect((await buffer(head)).length).to.equal(0);
    }
    agent.destroy();
    await expectNothingLeft();
  });

  it('leaves nothing behind when the caller goes away while the backup is made', async () => {
    const making = Promise.withResolvers<Reply>();
    answer = () => making.promise;
    const sent = request();
    await until(() => asked.length === 1);
    sent.destroy();
    await until(() => sent.closed);
    making.resolve(await written(randomBytes(BIG)));
    await until(async () => (await readdir(dir)).length === 0);
    await expectNothingLeft();
  });

  it('leaves nothing behind when the caller goes away midway', async () => {
    answer = () => written(randomBytes(BIG));
    const sent = request();
    const received = await response(sent);
    await once(received, 'readable');
    sent.destroy();
    await expectNothingLeft();
  });

  it('cuts off a caller that stops taking what it asked for', async () => {
    answer = () => written(randomBytes(BIG));
    const received = await response();
    received.on('error', () => undefined);
    await expectNothingLeft();
    const taken = await buffer(received).catch((error: unknown) => (error as NodeJS.ErrnoException).code);
    expect(taken).to.equal('ECONNRESET');
  });

  for (const file of [
    '../secret.db',
    '/etc/passwd',
    'backup-1.db',
    `backup-${randomUUID()}.db/../../secret.db`,
    `backup-${randomUUID()}.db\n`,
    '',
    7,
    undefined,
  ]) {
    it(`takes ${typeof file === 'string' ? JSON.stringify(file) : String(file)} for no backup, and touches nothing`, async () => {
      await writeFile(join(folder.path, 'secret.db'), 'secret');
      answer = () => Promise.resolve(replyOf({ file }));
      expect(await statusOf()).to.equal(500);
      expect(await readdir(folder.path)).to.deep.equal(['secret.db', 'snapshots']);
      await expectNothingLeft();
    });
  }

  it('does not follow a link', async () => {
    const file = `backup-${randomUUID()}.db`;
    await writeFile(join(folder.path, 'secret.db'), 'secret');
    await symlink('../secret.db', join(dir, file));
    answer = () => Promise.resolve(replyOf({ file }));
    expect(await statusOf()).to.equal(500);
  });

  it('says so when the backup is not where the worker says that it put it', async () => {
    answer = () => Promise.resolve(replyOf({ file: `backup-${randomUUID()}.db` }));
    const received = await response();
    expect(received.statusCode).to.equal(503);
    expect((await buffer(received)).toString()).to.contain('not in the folder of snapshots');
    await expectNothingLeft();
  });

  it('passes on that no worker could make one, or none in time', async () => {
    answer = () => Promise.resolve(replyOf({ detail: 'The disk is full.' }, 'failed'));
    const received = await response();
    expect(received.statusCode).to.equal(503);
    expect((await buffer(received)).toString()).to.contain('The disk is full.');
    answer = () => Promise.reject(new DeadlineError('too late'));
    expect(await statusOf()).to.equal(504);
    await expectNothingLeft();
  });
});
