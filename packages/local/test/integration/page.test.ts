import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { builtPage } from '../../src/nginx/page.ts';
import { useEdge } from '../support/edge.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

describe('the landing page, as the load balancer serves it,', () => {
  const { users, rides, edge } = useEdge();

  const ask = (path: string, init?: RequestInit) => fetch(`${edge().url}${path}`, init);

  it('is every file that the build made, as it made them, and is no service’s', async () => {
    const names = await readdir(builtPage, { recursive: true });
    const files = names.filter((name) => name.includes('.'));
    expect(files).to.include.members(['index.html', 'api.html', join('assets', 'style.css')]);
    for (const file of files) {
      const answer = await ask(file === 'index.html' ? '/' : `/${file}`);
      expect(answer.status, file).to.equal(200);
      expect(answer.headers.get('content-type'), file).to.equal(types[file.slice(file.lastIndexOf('.'))]);
      expect(await answer.text(), file).to.equal(await readFile(join(builtPage, file), 'utf8'));
    }
    expect([...users.seen, ...rides.seen]).to.deep.equal([]);
  });

  it('lets a browser run only what is its own, and keep it as long as it has not changed', async () => {
    const first = await ask('/?from=a-bookmark');
    expect(first.headers.get('content-security-policy')).to.match(/^default-src 'none';/);
    expect(first.headers.get('x-content-type-options')).to.equal('nosniff');
    expect(first.headers.get('cache-control')).to.equal('no-cache');
    const again = await ask('/', { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } });
    expect(again.status).to.equal(304);
  });

  it('is only read', async () => {
    for (const path of ['/', '/?a', '/api.html', '/assets/style.css']) {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const answer = await ask(path, { method });
        expect(answer.status, `${method} ${path}`).to.equal(405);
        expect(answer.headers.get('allow')).to.equal('GET, HEAD');
        expect(answer.headers.get('content-type')).to.equal('application/problem+json');
      }
    }
  });

  it('has nothing at the addresses of files that it does not have', async () => {
    for (const path of [
      '/assets/',
      '/assets/none.css',
      '/assets/%2e%2e/headers.json',
      '/assets/..%2findex.html',
    ]) {
      const answer = await ask(path);
      expect(answer.headers.get('upstream'), path).to.be.oneOf([null, 'rides']);
      expect(await answer.text(), path).not.to.include('<html');
    }
    expect((await ask('/assets/none.css')).status).to.equal(404);
  });

  it('learns at /status/users and /status/rides what these services say at /readyz', async () => {
    for (const [name, service] of Object.entries({ users, rides })) {
      const answer = await ask(`/status/${name}?now`);
      expect(answer.headers.get('upstream')).to.equal(name);
      expect(service.seen.at(-1)).to.include({ method: 'GET', url: '/readyz' });
    }
  });
});
