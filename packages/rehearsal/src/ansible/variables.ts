import { join } from 'node:path';
import type { Stage } from '../engine/stage.ts';
import { sshOptions } from '../hosts/ssh.ts';
import type { Keys } from '../hosts/keys.ts';

/** Where the playbooks of a rehearsal keep the secrets that they generate. */
export const secretsFolder = (folder: string) => join(folder, 'secrets');

/** What the operator of a rehearsal says otherwise than the one of a deployment. */
export function rehearsalVariables({ folder, images }: Stage, keys: Keys): Record<string, unknown> {
  return {
    ansible_ssh_common_args: sshOptions(keys).join(' '),
    rideshare_deployment: 'rehearsal',
    rideshare_images_dir: images,
    rideshare_secrets_dir: secretsFolder(folder),
    // The clock is that of the machine, which the hosts may follow but not set.
    base_chrony_options: '-x',
  };
}
