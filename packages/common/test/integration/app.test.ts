import { expect } from 'chai';
import { createRequestCounter } from '../../src/index.ts';
import type { Route } from '../../src/index.ts';
import { call, json } from '../support/client.ts';
import type { Answer, Call } from '../support/client.ts';
import { startSample } from '../support/sample-app.ts';
import type { Sample } from '../support/sample-app.ts';

describe('an application', () => {
  let sample: Sample;

  before(async () => {
    sample = await startSample();
  });
  after(() => sample.close());

  const send = (path: string, options?: Call): Promise<Answer> => call(sample.url + path, options);
  const echo = (body: string | Buffer, headers: Record<string, string> = json): Promise<Answer> =>
    send('/echo', { method: 'POST', headers, body });

  function expectProblem(answer: Answer, status: number, detail: RegExp): void {
    const problem = JSON.parse(answer.body) as Record<string, unknown>;
    expect(answer.headers['content-type']).to.equal('application/problem+json');
    expect(problem).to.include({ type: 'about:blank', status });
    expect(problem['title']).to.be.a('string');
    expect(problem['detail']).to.match(detail);
    expect(answer.status).to.equal(status);
  }

  it('answers an unknown path with 404', async () => {
    expectProblem(await send('/nothing'), 404, /nothing at this path/);
    expectProblem(await send('/Items'), 404, /nothing at this path/);
    expectProblem(await send('/items/'), 404, /nothing at this path/);
  });

  it('answers another method with 405 and says which are allowed', async () => {
    for (const method of ['POST', 'PATCH', 'OPTIONS', 'DELETE']) {
      const answer = await send('/items', { method, headers: json, body: '{' });
      expectProblem(answer, 405, /not allowed/);
      expect(answer.headers.allow).to.equal('GET, HEAD, PUT');
    }
  });

  it('answers HEAD as it does GET, without the body', async () => {
    const answer = await send('/items/a', { method: 'HEAD' });
    expect(answer).to.include({ status: 200, body: '' });
    expect(answer.headers['content-length']).to.equal('12');
  });

  it('names each wrong field', async () => {
    const body = JSON.stringify({ size: 1.5, colour: 'red' });
    const answer = await send('/items', { method: 'PUT', headers: json, body });
    expectProblem(answer, 400, /"name" is required.*"size" must be an integer.*"colour" is not allowed/);
    const { errors } = JSON.parse(answer.body) as { errors: object };
    expect(errors).to.have.all.keys('name', 'size', 'colour');
  });

  it('says what is wrong with a body that is no object', async () => {
    for (const body of ['5', '"x"', 'null', '[]', '"{}"'])
      expectProblem(
        await send('/items', { method: 'PUT', headers: json, body }),
        400,
        /"body" must be of type object/,
      );
    expectProblem(await send('/items', { method: 'PUT' }), 400, /"name" is required/);
  });

  it('takes no body and {} for the empty request, and nothing else', async () => {
    const remove = (body?: string): Promise<Answer> =>
      send('/items/a', { method: 'DELETE', headers: json, ...(body === undefined ? {} : { body }) });
    expect(await remove()).to.include({ status: 200 });
    expect(await remove('{}')).to.include({ status: 200 });
    for (const body of ['{"a":1}', '[]', '0', 'null', '"{}"'])
      expect(await remove(body)).to.include({ status: 400 });
  });

  it('passes on any JSON value, and undefined for an empty body', async () => {
    for (const body of ['5', '"x"', 'null', '{"a":[{}]}'])
      expect((await echo(body)).body).to.equal(`{"received":${body}}`);
    expect((await echo('')).body).to.equal('{}');
    expect((await echo('', { ...json, 'Transfer-Encoding': 'chunked' })).body).to.equal('{}');
  });

  it('takes every spelling of the type of JSON', async () => {
    for (const type of [
      'application/json;charset=utf-8',
      'Application/JSON; charset="UTF8"',
      'application/a+json',
    ])
      expect(await echo('1', { 'Content-Type': type })).to.include({ status: 200, body: '{"received":1}' });
  });

  it('refuses a body that it cannot read, and says why', async () => {
    expectProblem(await echo('{"a":'), 400, /not valid JSON/);
    expectProblem(await echo('{}', { 'Content-Type': 'text/plain' }), 400, /Content-Type: application\/json/);
    expectProblem(await echo('{}', {}), 400, /Content-Type: application\/json/);
    expectProblem(await echo('{}', { 'Content-Type': 'application/json; charset=latin1' }), 400, /charset/);
    expectProblem(await echo('{}', { ...json, 'Content-Encoding': 'gzip' }), 400, /content encoding/);
    expectProblem(
      await echo('{}', { 'Content-Type': 'application/jsonp' }),
      400,
      /Content-Type: application\/json/,
    );
    expectProblem(await echo(Buffer.from([0x22, 0xff, 0x22])), 400, /UTF-8/);
    expectProblem(await echo('"\\ud800"'), 400, /surrogate/);
    expect((await echo('"\\ud83d\\ude00"')).body).to.equal('{"received":"😀"}');
  });

  it('takes a body of 1 MiB and refuses a larger one with 413', async () => {
    const ofLength = (bytes: number): string => `"${'x'.repeat(bytes - 2)}"`;
    expect(await echo(ofLength(1024 * 1024))).to.include({ status: 200 });
    expectProblem(await echo(ofLength(1024 * 1024 + 1)), 413, /1 MiB/);
    const chunked = { ...json, 'Transfer-Encoding': 'chunked' };
    expect(await echo(ofLength(1024 * 1024), chunked)).to.include({ status: 200 });
    expectProblem(await echo(ofLength(1024 * 1024 + 1), chunked), 413, /1 MiB/);
  });

  it('survives a body nested as deep as its size allows', async () => {
    const depth = 500_000;
    const body = `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect(await send('/items', { method: 'PUT', headers: json, body })).to.include({ status: 400 });
  });

  it('refuses malformed percent-encoding in path and query', async () => {
    for (const path of ['/items/%', '/items/%zz', '/items/%ff', '/items?name=%c3', '/nothing/%e0%a4'])
      expectProblem(await send(path), 400, /percent-encoding/);
  });

  it('takes a name of 100,000 characters in the path', async () => {
    const name = '日'.repeat(100_000);
    const { body } = await send(`/items/${encodeURIComponent(name)}`);
    expect(JSON.parse(body)).to.deep.equal({ name });
  });

  it('says nothing of the inside when something unexpected fails', async () => {
    for (const method of ['GET', 'PUT']) {
      const answer = await send('/failures', { method });
      expectProblem(answer, 500, /on our side/);
      expect(answer.body).not.to.include('secret');
    }
  });

  it('sends the headers of a problem', async () => {
    const answer = await send('/failures', { method: 'POST' });
    expectProblem(answer, 503, /broker/);
    expect(answer.headers['retry-after']).to.equal('3');
  });

  it('keeps a sane request id, and makes its own in the place of another', async () => {
    const idFor = async (given: string): Promise<unknown> =>
      (await send('/items/a', { headers: { 'X-Request-Id': given } })).headers['x-request-id'];
    expect(await idFor('abc-1.2:3')).to.equal('abc-1.2:3');
    for (const given of ['', 'a b', 'x'.repeat(129), '<script>'])
      expect(await idFor(given)).to.match(/^[\da-f-]{36}$/);
  });

  it('says nothing about what it is made of, and tells browsers to be careful', async () => {
    const { headers } = await send('/items/a');
    expect(headers).not.to.have.any.keys('x-powered-by', 'etag', 'server');
    expect(headers).to.include({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    });
  });

  it('cannot be made with a counted route and no counter', async () => {
    const route = { path: '/a', counted: true, methods: {} };
    const fault = await startSample({ routes: [route], counter: undefined as never }).catch(
      (error: unknown) => error,
    );
    expect(fault).to.be.instanceOf(TypeError);
  });

  it('counts requests to counted routes only, whatever becomes of them', async () => {
    const counter = createRequestCounter();
    const counting = await startSample({ counter });
    for (const path of ['/items/a', '/items/%zz', '/items?other=1']) await call(counting.url + path);
    await call(`${counting.url}/items`, { method: 'PATCH' });
    await call(`${counting.url}/items`, { method: 'PUT', headers: json, body: '{' });
    for (const path of ['/livez', '/readyz', '/metrics', '/nothing', '/failures'])
      await call(counting.url + path);
    expect(await counter.total()).to.equal(5);
    await counting.close();
  });

  it('counts only the requests of one method, when a route says so, and only those that may be made', async () => {
    const counter = createRequestCounter();
    const route: Route = {
      path: '/reads',
      counted: 'post',
      methods: {
        get: (_request, response) => response.json([]),
        post: (_request, response) => response.json([]),
      },
    };
    const counting = await startSample({ counter, routes: [route], token: 'sesame' });
    const authorization = 'Bearer sesame';
    const url = `${counting.url}/reads`;
    await call(url, { method: 'POST', headers: { ...json, authorization }, body: '{}' });
    await call(url, { method: 'POST', headers: { ...json, authorization }, body: '{' });
    await call(url, { method: 'POST', headers: json, body: '{}' });
    for (const method of ['GET', 'PUT']) await call(url, { method, headers: { authorization } });
    expect(await counter.total()).to.equal(2);
    await counting.close();
  });
});
