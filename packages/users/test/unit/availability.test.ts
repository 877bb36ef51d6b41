import { DatabaseUnavailableError, InvalidStatementError } from '@rideshare/dbaas';
import { expect } from 'chai';
import { tables } from '../../src/tables.ts';
import { problemIn } from '../support/problem.ts';
import type { ServedApp } from '../support/served-app.ts';
import { startUnpreparedUsersApp, startUsersApp } from '../support/users-app.ts';

describe('the users service without its database', () => {
  let app: ServedApp;
  afterEach(() => app.close());

  it('answers 503 with Retry-After, and is not ready, until its tables stand', async () => {
    const parts = await startUnpreparedUsersApp();
    ({ app } = parts);
    const early = await app.call('GET', '/api/v1/users');
    expect(problemIn(early).status).to.equal(503);
    expect(early.headers['retry-after']).to.equal('1');
    expect((await app.call('GET', '/readyz')).status).to.equal(503);

    await parts.database.declare(tables, new AbortController().signal);
    expect((await app.call('GET', '/api/v1/users')).status).to.equal(204);
    expect((await app.call('GET', '/readyz')).status).to.equal(200);
  });

  it('answers 503 with the Retry-After of a database that is away, and is not ready', async () => {
    const parts = await startUsersApp();
    ({ app } = parts);
    parts.store.outage = new DatabaseUnavailableError('away', { status: 503, retryAfter: 7 });
    const answer = await app.call('GET', '/api/v1/users');
    expect(problemIn(answer).status).to.equal(503);
    expect(answer.headers['retry-after']).to.equal('7');
    expect((await app.call('GET', '/readyz')).status).to.equal(503);
    expect((await app.call('GET', '/livez')).status).to.equal(200);
  });

  it('answers 504 when the database does not answer in time', async () => {
    const parts = await startUsersApp();
    ({ app } = parts);
    parts.store.outage = new DatabaseUnavailableError('late', { status: 504 });
    expect(problemIn(await app.call('DELETE', '/api/v1/users/asha')).status).to.equal(504);
  });

  it('answers 500, and says nothing of what happened, when the database refuses its statement', async () => {
    const parts = await startUsersApp();
    ({ app } = parts);
    parts.store.outage = new InvalidStatementError('no column of that name');
    const problem = problemIn(await app.call('GET', '/api/v1/users'));
    expect(problem.status).to.equal(500);
    expect(problem.detail).not.to.include('column');
  });
});
