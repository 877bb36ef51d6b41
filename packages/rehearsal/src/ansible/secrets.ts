import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secrets } from '../rehearsal.ts';
import { secretsFolder } from './variables.ts';

/** The secrets that the playbooks have generated. @throws Error when there are none yet */
export async function readSecrets(folder: string): Promise<Secrets> {
  const read = async (name: string) => (await readFile(join(secretsFolder(folder), name), 'utf8')).trim();
  return { dbaasToken: await read('dbaas_token'), rabbitmqPassword: await read('rabbitmq_password') };
}
