import { expect } from 'chai';
import { expectProblem } from '../../support/problem.ts';
import { newUser } from '../../support/riders.ts';
import { newRide } from '../../support/rides.ts';
import { Service } from '../../support/service.ts';
import { dbaas, edge, token } from '../../support/shared.ts';

const CALLS = [
  ['POST', '/api/v1/db/write'],
  ['POST', '/api/v1/db/read'],
  ['GET', '/api/v1/db/tables'],
  ['PUT', '/api/v1/db/tables/users'],
  ['GET', '/api/v1/db/backup'],
  ['GET', '/api/v1/worker/list'],
  ['PATCH', '/api/v1/db/write'],
  ['GET', '/api/v1/nothing'],
] as const;

describe('with DBAAS_TOKEN the database', () => {
  const anonymous = new Service(() => dbaas.url);

  it('refuses every call without it', async () => {
    const secret = token();
    const wrong = [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      `Basic ${secret}`,
      secret,
      `Bearer ${secret}x`,
      `Bearer ${secret.slice(1)}`,
    ];
    for (const [method, path] of CALLS) {
      for (const authorization of wrong) {
        const headers = authorization === undefined ? {} : { authorization };
        const answer = await anonymous.send(method, path, { headers });
        expectProblem(answer, 401);
        expect(answer.headers['www-authenticate']).to.match(/^Bearer\b/);
        expect(answer.text).not.to.include(secret);
      }
    }
  });

  it('answers with it', async () => {
    const headers = { authorization: `Bearer ${token()}` };
    expect((await anonymous.get('/api/v1/worker/list', { headers })).status).to.equal(200);
    expect((await anonymous.post('/api/v1/db/read', { table: 'users' }, { headers })).status).to.equal(200);
    expectProblem(await anonymous.post('/api/v1/db/read', {}, { headers }), 400, 'table');
  });

  it('tells its health to everybody', async () => {
    expect((await anonymous.get('/livez')).status).to.equal(200);
    expect((await anonymous.get('/readyz')).status).to.equal(200);
  });

  it('serves its services, which know it', async () => {
    await newRide(edge, await newUser(edge));
  });
});
