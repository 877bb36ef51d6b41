import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number }, Buffer>(scrypt);

const COST = 4096;
const BLOCK_SIZE = 8;
const PARALLELISM = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/**
 * What is stored for a password: `scrypt$N$r$p$salt$hash`, salt and hash in base64url, of the lower-cased digest.
 *
 * The cost (4 MiB and some 10 ms of a pool thread) lets small hosts take hundreds of new users at once;
 * a higher one would buy little, since what comes in is already a digest and never the password itself.
 */
export async function hashPassword(digest: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(digest.toLowerCase(), salt, HASH_BYTES, {
    N: COST,
    r: BLOCK_SIZE,
    p: PARALLELISM,
  });
  return [
    'scrypt',
    COST,
    BLOCK_SIZE,
    PARALLELISM,
    salt.toString('base64url'),
    hash.toString('base64url'),
  ].join('$');
}
