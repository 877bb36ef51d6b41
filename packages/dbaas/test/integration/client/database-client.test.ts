import { HttpProblem } from '@rideshare/common';
import { freePort } from '@rideshare/local';
import { expect } from 'chai';
import { DatabaseClient } from '../../../src/client/database-client.ts';
import {
  AnswerTooLongError,
  ConstraintError,
  DatabaseError,
  DatabaseUnavailableError,
  InvalidStatementError,
  StatementTooLargeError,
  toProblem,
} from '../../../src/client/errors.ts';
import { logger } from '../../support/logger.ts';
import { rejection } from '../../support/rejection.ts';
import { ScriptedServer } from '../../support/scripted-server.ts';

/** Enough for every attempt that is to succeed. */
const AMPLE_MS = 20_000;
const SHORT_MS = 200;
const INSERT = { table: 'users', insert: { username: 'a' } };
const RESULT = { changes: 1, lastInsertRowid: 7, offset: 123 };
const UNAVAILABLE = { status: 503, body: { detail: 'queue full' }, headers: { 'Retry-After': '0' } };

describe('the database client', () => {
  let server: ScriptedServer;
  let client: DatabaseClient;
  let hurried: DatabaseClient;

  before(async () => {
    server = await ScriptedServer.start();
    client = new DatabaseClient({
      url: server.url,
      token: 'secret',
      timeoutMs: AMPLE_MS,
      retryMs: AMPLE_MS,
      logger,
    });
    hurried = new DatabaseClient({ url: server.url, timeoutMs: SHORT_MS, retryMs: AMPLE_MS, logger });
  });

  after(() => server.close());

  const keys = () => server.seen.map(({ headers }) => headers['idempotency-key']);

  it('reads rows with the query as it is', async () => {
    server.script({ status: 200, body: [{ username: 'a' }] });
    const query = { table: 'users', where: { username: 'a' }, orderBy: '-username', limit: 1 };
    expect(await client.read(query)).to.deep.equal([{ username: 'a' }]);
    expect(server.seen).to.have.length(1);
    expect(server.seen[0]).to.deep.include({ method: 'POST', url: '/api/v1/db/read', body: query });
    expect(server.seen[0]?.headers).to.include({
      authorization: 'Bearer secret',
      'content-type': 'application/json',
    });
    expect(keys()).to.deep.equal([undefined]);
  });

  it('counts', async () => {
    server.script({ status: 200, body: [{ count: 258 }] });
    expect(await client.count('rides')).to.equal(258);
    expect(server.seen[0]?.body).to.deep.equal({ table: 'rides', columns: 'count' });
  });

  it('sends no token when there is none', async () => {
    server.script({ status: 200, body: [] });
    await hurried.read({ table: 'users' });
    expect(server.seen[0]?.headers).not.to.have.property('authorization');
  });

  it('writes with a key of its own each time', async () => {
    server.script({ status: 200, body: RESULT });
    expect(await client.write(INSERT)).to.deep.equal(RESULT);
    await client.write(INSERT);
    expect(server.seen[0]).to.deep.include({ method: 'POST', url: '/api/v1/db/write', body: INSERT });
    expect(new Set(keys())).to.have.property('size', 2);
    expect(keys()[0]).to.match(/^[0-9a-f-]{36}$/);
  });

  it('writes transactions', async () => {
    const answer = { results: [{ changes: 1, lastInsertRowid: 7 }], offset: 123 };
    server.script({ status: 200, body: answer });
    expect(await client.write({ transaction: [INSERT] })).to.deep.equal(answer);
    expect(server.seen[0]?.body).to.deep.equal({ transaction: [INSERT] });
  });

  it('defines a table', async () => {
    server.script({ status: 200, body: {} });
    const definition = { columns: [{ name: 'id', type: 'integer' as const }] };
    await client.defineTable('users', definition);
    expect(server.seen[0]).to.deep.include({
      method: 'PUT',
      url: '/api/v1/db/tables/users',
      body: definition,
    });
  });

  it('carries very long values both ways', async () => {
    const username = 'ü'.repeat(100_000);
    const rows = Array.from({ length: 100 }, () => ({ username }));
    server.script({ status: 200, body: rows });
    expect(await client.read({ table: 'users', where: { username } })).to.deep.equal(rows);
    expect(server.seen[0]?.body).to.deep.equal({ table: 'users', where: { username } });
  });

  it('repeats a write with the same key after a reset connection, 502, 503 and 504', async () => {
    server.script('reset', { status: 502 }, UNAVAILABLE, { status: 504 }, { status: 200, body: RESULT });
    expect(await client.write(INSERT)).to.deep.equal(RESULT);
    expect(server.seen).to.have.length(5);
    expect(new Set(keys())).to.have.property('size', 1);
    expect(server.seen[4]?.body).to.deep.equal(INSERT);
  });

  it('repeats a read', async () => {
    server.script('reset', UNAVAILABLE, { status: 200, body: [] });
    expect(await client.read({ table: 'users' })).to.deep.equal([]);
  });

  it('repeats nothing that the database has answered', async () => {
    for (const [status, expected] of [
      [400, InvalidStatementError],
      [409, ConstraintError],
      [413, StatementTooLargeError],
      [500, DatabaseError],
      [401, DatabaseError],
    ] as const) {
      server.script({ status, body: { detail: 'the reason' } });
      const error = await rejection(client.write(INSERT));
      expect(error).to.be.instanceOf(expected);
      expect((error as Error).message).to.contain('the reason');
      expect(server.seen).to.have.length(1);
    }
  });

  it('tells an answer that is too long from a statement that is too large', async () => {
    server.script({ status: 413, body: { detail: 'longer than 16 MiB' } });
    const error = await rejection(client.read({ table: 'users' }));
    expect(error).to.be.instanceOf(AnswerTooLongError).with.property('message', 'longer than 16 MiB');
    expect(server.seen).to.have.length(1);
  });

  it('does not wait for a Retry-After beyond its deadline', async () => {
    server.script(UNAVAILABLE, { status: 503, body: { detail: 'full' }, headers: { 'Retry-After': '3600' } });
    const error = await rejection(client.write(INSERT));
    expect(error).to.be.instanceOf(DatabaseUnavailableError);
    expect(error).to.include({ status: 503, retryAfter: 3600, message: 'full' });
    expect(server.seen).to.have.length(2);
  });

  it('repeats nothing when no time is given to it', async () => {
    const once = new DatabaseClient({ url: server.url, timeoutMs: AMPLE_MS, retryMs: 0, logger });
    server.script(UNAVAILABLE, { status: 200, body: RESULT });
    expect(await rejection(once.write(INSERT))).to.be.instanceOf(DatabaseUnavailableError);
    expect(server.seen).to.have.length(1);
  });

  it('takes a proxy that cannot reach the database for a database that is not there', async () => {
    server.script({ status: 502, body: { detail: 'nobody there' }, headers: { 'Retry-After': '3600' } });
    const error = await rejection(client.read({ table: 'users' }));
    expect(error).to.be.instanceOf(DatabaseUnavailableError);
    expect(error).to.include({ status: 503, retryAfter: 3600, message: 'nobody there' });
  });

  it('repeats nothing after its time for the whole call, however long it may try again', async () => {
    const patient = new DatabaseClient({
      url: server.url,
      timeoutMs: AMPLE_MS,
      retryMs: 4 * AMPLE_MS,
      logger,
    });
    server.script({ status: 503, body: {}, headers: { 'Retry-After': String((2 * AMPLE_MS) / 1_000) } });
    expect(await rejection(patient.read({ table: 'users' }))).to.include({ status: 503 });
    expect(server.seen).to.have.length(1);
  });

  it('gives up on a database that does not answer', async () => {
    server.script('silence');
    expect(await rejection(hurried.read({ table: 'users' }))).to.include({ status: 504 });
  });

  it('gives up on a database that cannot be reached', async () => {
    const nowhere = new DatabaseClient({
      url: `http://127.0.0.1:${await freePort()}`,
      timeoutMs: SHORT_MS,
      retryMs: SHORT_MS,
      logger,
    });
    expect(await rejection(nowhere.read({ table: 'users' }))).to.be.instanceOf(DatabaseUnavailableError);
    expect(await nowhere.ready()).to.equal(false);
  });

  it('takes an answer that is no JSON for an error of the database', async () => {
    server.script({ status: 200 });
    expect(await rejection(client.read({ table: 'users' }))).to.be.instanceOf(DatabaseError);
  });

  it('asks whether the database is ready', async () => {
    server.script({ status: 503 });
    expect(await client.ready()).to.equal(false);
    expect(server.seen).to.have.length(1);
    server.script({ status: 200, body: {} });
    expect(await client.ready()).to.equal(true);
    expect(server.seen[0]).to.include({ method: 'GET', url: '/readyz' });
  });
});

describe('the problem of a database error', () => {
  it('is 503 with Retry-After when the database is unavailable', () => {
    const problem = toProblem(new DatabaseUnavailableError('full', { status: 503, retryAfter: 3 }));
    expect(problem).to.be.instanceOf(HttpProblem);
    expect(problem).to.deep.include({ status: 503, headers: { 'Retry-After': '3' } });
  });

  it('is 504 when the database did not answer', () => {
    expect(toProblem(new DatabaseUnavailableError('slow', { status: 504 }))).to.include({ status: 504 });
  });

  it('is the error itself for any other', () => {
    for (const error of [new ConstraintError('taken'), new AnswerTooLongError('longer than 16 MiB')])
      expect(toProblem(error)).to.equal(error);
  });
});
