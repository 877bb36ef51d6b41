import { attempt } from '../program/run.ts';
import type { Ended } from '../program/ended.ts';
import type { Keys } from './keys.ts';

/** The user that a fresh host lets in. */
export const sshUser = 'ubuntu';

/** Options of ssh that let the operator in, on hosts that it knows and no others. */
export function sshOptions({ operator, knownHosts }: Keys): string[] {
  const settings = [
    `UserKnownHostsFile=${knownHosts}`,
    'GlobalKnownHostsFile=/dev/null',
    'StrictHostKeyChecking=yes',
    'IdentitiesOnly=yes',
    'BatchMode=yes',
  ];
  return ['-i', operator.private, ...settings.flatMap((setting) => ['-o', setting])];
}

/** Runs a line of shell on a host. Its code is 255 when SSH itself failed. */
export function ssh(keys: Keys, address: string, line: string): Promise<Ended> {
  return attempt('ssh', '-F', '/dev/null', ...sshOptions(keys), `${sshUser}@${address}`, line);
}
