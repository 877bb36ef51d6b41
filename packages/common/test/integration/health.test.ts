import { expect } from 'chai';
import { call } from '../support/client.ts';
import { startSample } from '../support/sample-app.ts';

describe('health, metrics and the token', () => {
  it('is ready with a line for each dependency', async () => {
    const readiness = { ready: true, dependencies: { broker: { ok: true, detail: 'connected' } } };
    const sample = await startSample({ readiness: () => readiness });
    const { status, body } = await call(`${sample.url}/readyz`);
    expect(status).to.equal(200);
    expect(body.split('\n').map((line) => line.trim())).to.include('"broker": "ok: connected"');
    await sample.close();
  });

  it('is a problem with status 503 that tells what is missing while it is not ready', async () => {
    const dependencies = {
      broker: { ok: true, detail: 'connected' },
      keeper: { ok: false, detail: 'expired' },
    };
    const sample = await startSample({ readiness: () => Promise.resolve({ ready: false, dependencies }) });
    const { status, headers, body } = await call(`${sample.url}/readyz`);
    expect(status).to.equal(503);
    expect(headers['content-type']).to.equal('application/problem+json');
    expect(JSON.parse(body)).to.deep.include({
      status: 503,
      detail: 'Not ready: keeper.',
      dependencies: { broker: 'ok: connected', keeper: 'failed: expired' },
    });
    expect(await call(`${sample.url}/livez`)).to.include({ status: 200 });
    await sample.close();
  });

  it('measures requests by method, route template and status', async () => {
    const sample = await startSample();
    for (const name of ['a', 'b', 'c']) await call(`${sample.url}/items/${name}`);
    await call(`${sample.url}/no/such/path`);
    const { headers, body } = await call(`${sample.url}/metrics`);
    expect(headers['content-type']).to.match(/^text\/plain/);
    const count = 'http_request_duration_seconds_count';
    expect(body).to.include(`${count}{method="GET",route="/items/:name",status="200"} 3`);
    expect(body).to.include(`${count}{method="GET",route="unknown",status="404"} 1`);
    expect(body).to.include('process_cpu_seconds_total');
    await sample.close();
  });

  it('needs the token, where one is set, for everything but health', async () => {
    const sample = await startSample({ token: 's3cret' });
    const status = async (path: string, authorization?: string): Promise<number> => {
      const headers = authorization === undefined ? {} : { Authorization: authorization };
      return (await call(sample.url + path, { headers })).status;
    };
    for (const path of ['/items/a', '/metrics', '/nothing', '/echo'])
      expect(await status(path)).to.equal(401);
    for (const wrong of ['Bearer s3cre', 'Bearer s3crets', 'Basic s3cret', 's3cret', 'Bearer'])
      expect(await status('/items/a', wrong)).to.equal(401);
    for (const path of ['/items/a', '/metrics']) expect(await status(path, 'Bearer s3cret')).to.equal(200);
    for (const path of ['/livez', '/readyz']) expect(await status(path)).to.equal(200);
    expect((await call(`${sample.url}/items/a`)).headers['www-authenticate']).to.equal('Bearer');
    await sample.close();
  });
});
