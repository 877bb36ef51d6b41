import { scryptSync } from 'node:crypto';
import { expect } from 'chai';
import { hashPassword } from '../../src/password.ts';

const DIGEST = '3d725109c7e7c0bfb9d709836735b56d943d263f';

/** Checks a digest with nothing but what is stored. */
function matches(stored: string, digest: string): boolean {
  const [scheme, n, r, p, salt = '', hash = ''] = stored.split('$');
  const expected = Buffer.from(hash, 'base64url');
  const options = { N: Number(n), r: Number(r), p: Number(p) };
  const actual = scryptSync(digest, Buffer.from(salt, 'base64url'), expected.length, options);
  return scheme === 'scrypt' && expected.length === 32 && actual.equals(expected);
}

describe('hashPassword', () => {
  it('stores all that is needed to check the digest again', async () => {
    const stored = await hashPassword(DIGEST);
    expect(matches(stored, DIGEST)).to.equal(true);
    expect(matches(stored, DIGEST.replace('3', '4'))).to.equal(false);
  });

  it('takes both cases of a digest for the same', async () => {
    expect(matches(await hashPassword(DIGEST.toUpperCase()), DIGEST)).to.equal(true);
  });

  it('salts: the same digest is stored in another form each time', async () => {
    expect(await hashPassword(DIGEST)).not.to.equal(await hashPassword(DIGEST));
  });
});
