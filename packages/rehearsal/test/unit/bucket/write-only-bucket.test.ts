import aws4 from 'aws4';
import { expect } from 'chai';
import { WriteOnlyBucket } from '../../../src/bucket/write-only-bucket.ts';
import type { Keys } from '../../../src/bucket/signature.ts';

const KEYS = { accessKeyId: 'who', secretAccessKey: 'secret' };

describe('The bucket that can only be written to', () => {
  let bucket: WriteOnlyBucket;

  beforeEach(async () => {
    bucket = await WriteOnlyBucket.start({ host: '127.0.0.1', name: 'bucket', region: 'here', keys: KEYS });
  });

  afterEach(() => bucket.stop());

  interface Asking {
    method?: string;
    path?: string;
    headers?: Record<string, string>;
    body?: string;
    keys?: Keys;
    sent?: string;
  }

  async function ask({ method = 'PUT', path = '/bucket/a%20b.db', body = '', sent = body, ...rest }: Asking) {
    const { host } = new URL(bucket.endpoint);
    const unsigned = { service: 's3', region: 'here', host, method, path, headers: rest.headers ?? {}, body };
    const { headers = {} } = aws4.sign(unsigned, rest.keys ?? KEYS);
    delete headers['Content-Length'];
    const answer = await fetch(`${bucket.endpoint}${path}`, {
      method,
      headers: headers as Record<string, string>,
      ...(sent && { body: sent }),
    });
    return answer.status;
  }

  it('keeps what is put there by who has the key', async () => {
    expect(await ask({ body: 'data' })).to.equal(200);
    expect(bucket.objects.get('a b.db')?.toString()).to.equal('data');
    expect(bucket.denied).to.be.empty;
  });

  it('denies whatever else a role may not do that may only put objects', async () => {
    for (const asking of [
      { method: 'GET' },
      { method: 'HEAD' },
      { method: 'DELETE' },
      { method: 'GET', path: '/bucket?list-type=2' },
      { path: '/bucket' },
      { path: '/other/a.db' },
      { path: '/bucket/a.db?acl' },
      { headers: { 'x-amz-acl': 'private' } },
    ])
      expect(await ask(asking), JSON.stringify(asking)).to.equal(403);
    expect(bucket.denied).to.have.length(8);
    expect(bucket.objects).to.be.empty;
  });

  it('denies what is not signed, or signed with another key, or not as it was signed', async () => {
    expect((await fetch(`${bucket.endpoint}/bucket/a.db`, { method: 'PUT', body: 'data' })).status).to.equal(
      403,
    );
    expect(await ask({ keys: { ...KEYS, secretAccessKey: 'guess' } })).to.equal(403);
    expect(await ask({ body: 'data', sent: 'dat' })).to.equal(403);
    expect(bucket.objects).to.be.empty;
  });
});
