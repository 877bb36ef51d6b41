import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Output } from '../ansible/outputs.ts';
import { stageOf } from '../engine/stage.ts';
import { sshUser } from '../hosts/ssh.ts';

interface Hosts {
  value: Record<string, { public_ip: string }>;
}

const { folder } = stageOf(process.env);
const outputs = JSON.parse(await readFile(join(folder, 'outputs.json'), 'utf8')) as { hosts: Output & Hosts };
const keys = join(folder, 'keys');
for (const [name, { public_ip: address }] of Object.entries(outputs.hosts.value))
  console.log(
    `  ${name.padEnd(6)} ssh -i ${keys}/operator -o UserKnownHostsFile=${keys}/known_hosts ${sshUser}@${address}`,
  );
