import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../program/run.ts';
import type { Cast } from '../network/cast.ts';
import { allHosts, type ByHost } from './by-host.ts';
import { hostNames } from './host.ts';

interface Pair {
  private: string;
  public: string;
}

/** Files with keys made for one rehearsal, so that nobody has to trust a host at first sight. */
export interface Keys {
  /** Of whoever may log in. */
  operator: Pair;
  hosts: ByHost<Pair>;
  /** The public keys of all hosts, by their addresses. */
  knownHosts: string;
}

async function makePair(dir: string, name: string): Promise<Pair> {
  const file = join(dir, name);
  await run('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', file);
  return { private: file, public: `${file}.pub` };
}

export async function makeKeys(folder: string, cast: Cast): Promise<Keys> {
  const dir = join(folder, 'keys');
  await mkdir(dir, { mode: 0o700 });
  const operator = await makePair(dir, 'operator');
  const hosts = await allHosts((name) => makePair(dir, name));
  const known = hostNames.map(
    async (name) => `${cast.hosts[name].address} ${await readFile(hosts[name].public, 'utf8')}`,
  );
  const knownHosts = join(dir, 'known_hosts');
  await writeFile(knownHosts, (await Promise.all(known)).join(''));
  return { operator, hosts, knownHosts };
}
