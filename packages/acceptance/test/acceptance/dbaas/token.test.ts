import { expect } from 'chai';
import { expectProblem } from '../../support/problem.ts';
import { newUser } from '../../support/riders.ts';
import { newRide } from '../../support/rides.ts';
import { useSystem } from '../../support/system.ts';

const TOKEN = 'a-token-of-the-acceptance-tests';

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

describe('with DBAAS_TOKEN the database', function () {
  this.timeout(240_000);
  const { dbaas, edge } = useSystem({ DBAAS_TOKEN: TOKEN });

  it('refuses every call without it', async () => {
    const wrong = [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      `Basic ${TOKEN}`,
      TOKEN,
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN.slice(1)}`,
    ];
    for (const [method, path] of CALLS) {
      for (const authorization of wrong) {
        const answer = await dbaas.send(
          method,
          path,
          authorization === undefined ? {} : { headers: { authorization } },
        );
        expectProblem(answer, 401);
        expect(answer.headers['www-authenticate']).to.match(/^Bearer\b/);
        expect(answer.text).not.to.include(TOKEN);
      }
    }
  });

  it('answers with it', async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect((await dbaas.get('/api/v1/worker/list', { headers })).status).to.equal(200);
    expect((await dbaas.post('/api/v1/db/read', { table: 'users' }, { headers })).status).to.equal(200);
    expectProblem(await dbaas.post('/api/v1/db/read', {}, { headers }), 400, 'table');
  });

  it('tells its health to everybody', async () => {
    expect((await dbaas.get('/livez')).status).to.equal(200);
    expect((await dbaas.get('/readyz')).status).to.equal(200);
  });

  it('serves its services, which know it', async () => {
    await newRide(edge, await newUser(edge));
  });
});
