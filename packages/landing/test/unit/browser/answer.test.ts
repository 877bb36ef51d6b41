import { expect } from 'chai';
import { ask } from '../../../src/browser/answer.ts';

describe('asking a service', () => {
  const answering = (response: Response) => () => Promise.resolve(response);
  const failing = (error: Error) => () => Promise.reject(error);

  it('asks the path it is given, past every cache and with an end', async () => {
    const asked: { path: unknown; init: RequestInit | undefined }[] = [];
    await ask('/status/users', (path, init) => {
      asked.push({ path, init });
      return Promise.resolve(new Response('{}'));
    });
    expect(asked).to.have.length(1);
    expect(asked[0]).to.include({ path: '/status/users' });
    expect(asked[0]?.init).to.include({ cache: 'no-store' });
    expect(asked[0]?.init?.signal).to.be.instanceOf(AbortSignal);
  });

  it('gives status and document, of a failure too', async () => {
    const answer = await ask('/', answering(new Response('{"ready":false}', { status: 503 })));
    expect(answer).to.deep.equal({ kind: 'answered', status: 503, body: { ready: false } });
  });

  it('gives no document when the body is none', async () => {
    const answer = await ask('/', answering(new Response('<html>', { status: 502 })));
    expect(answer).to.deep.equal({ kind: 'answered', status: 502, body: undefined });
  });

  it('tells lateness from a server that is not there', async () => {
    expect(await ask('/', failing(new DOMException('', 'TimeoutError')))).to.deep.equal({ kind: 'late' });
    expect(await ask('/', failing(new TypeError('fetch failed')))).to.deep.equal({ kind: 'unreachable' });
  });

  it('tells lateness when a body does not come to its end', async () => {
    const body = new ReadableStream({ pull: (stream) => stream.error(new DOMException('', 'TimeoutError')) });
    expect(await ask('/', answering(new Response(body)))).to.deep.equal({ kind: 'late' });
  });
});
