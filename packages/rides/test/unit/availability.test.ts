import { gatewayTimeout, unavailable } from '@rideshare/common';
import { DatabaseUnavailableError } from '@rideshare/dbaas';
import { expect } from 'chai';
import { expectRefusal, problemIn } from '../../../users/test/support/problem.ts';
import { NameTooLongError } from '../../src/user-directory.ts';
import { OFFER, startRidesApp, type RidesAppUnderTest } from '../support/rides-app.ts';

describe('the rides service when what it depends on is away', () => {
  let parts: RidesAppUnderTest;

  beforeEach(async () => {
    parts = await startRidesApp('asha', 'mohan');
    await parts.app.call('POST', '/api/v1/rides', OFFER);
  });
  afterEach(() => parts.app.close());

  const offer = () => parts.app.call('POST', '/api/v1/rides', OFFER);
  const join = () => parts.app.call('POST', '/api/v1/rides/1', { username: 'mohan' });

  it('answers 503 with Retry-After to who offers or joins while the users service is away', async () => {
    parts.users.exists = () => Promise.reject(unavailable('away'));
    for (const answer of [await offer(), await join()]) {
      expect(problemIn(answer).status).to.equal(503);
      expect(answer.headers['retry-after']).to.equal('1');
    }
  });

  it('answers 504 to who offers or joins while the users service is silent', async () => {
    parts.users.exists = () => Promise.reject(gatewayTimeout('silent'));
    for (const answer of [await offer(), await join()]) expect(problemIn(answer).status).to.equal(504);
  });

  it('goes on with everything else while the users service is away', async () => {
    parts.users.exists = () => Promise.reject(unavailable('away'));
    expect((await parts.app.call('GET', '/api/v1/rides/1')).status).to.equal(200);
    expect((await parts.app.call('DELETE', '/api/v1/rides/1')).status).to.equal(200);
    expect((await parts.app.call('GET', '/readyz')).status).to.equal(200);
  });

  it('refuses a name too long to ask about, under the field that holds it', async () => {
    parts.users.exists = () => Promise.reject(new NameTooLongError());
    expectRefusal(await offer(), 'created_by');
    expectRefusal(await join(), 'username');
  });

  it('answers 503 with the Retry-After of a database that is away, and is not ready', async () => {
    parts.store.outage = new DatabaseUnavailableError('away', { status: 503, retryAfter: 7 });
    for (const path of ['/api/v1/rides/1', '/api/v1/rides/count', '/api/v1/rides?source=1&destination=2']) {
      const answer = await parts.app.call('GET', path);
      expect(problemIn(answer).status).to.equal(503);
      expect(answer.headers['retry-after']).to.equal('7');
    }
    expect((await parts.app.call('GET', '/readyz')).status).to.equal(503);
  });
});
