import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outputsOf } from './ansible/outputs.ts';
import { Ansible } from './ansible/run.ts';
import { readSecrets } from './ansible/secrets.ts';
import { rehearsalVariables } from './ansible/variables.ts';
import { startBalancer } from './balancer/start.ts';
import { stageOf, type Stage } from './engine/stage.ts';
import { startGateway } from './gateway/start.ts';
import { makeKeys } from './hosts/keys.ts';
import { startHosts } from './hosts/start.ts';
import { castOf } from './network/cast.ts';
import { createNetwork } from './network/create.ts';
import { machineVantage } from './network/machine-vantage.ts';
import { startOutsider } from './network/outsider.ts';
import { readPlan } from './plan/read-plan.ts';
import type { Rehearsal, RehearsalOptions } from './rehearsal.ts';
import { removeRehearsal } from './remove.ts';
import { settingsOf, type Settings } from './settings.ts';

const sayIndented = (line: string) => void process.stdout.write(`    … ${line}\n`);

/**
 * Boots the hosts, and starts what stands around them. What an earlier rehearsal of this checkout has left is removed
 * first.
 *
 * @throws Error when something of it does not start; then nothing is left behind
 */
export async function startRehearsal(options: RehearsalOptions = {}): Promise<Rehearsal> {
  const { env = process.env, log = sayIndented } = options;
  const stage = stageOf(env);
  const settings = settingsOf(env);
  await removeRehearsal(stage);
  try {
    return await start(stage, settings, log);
  } catch (error) {
    await removeRehearsal(stage);
    throw error;
  }
}

async function start(
  stage: Stage,
  { versions, nginxImage, keep }: Settings,
  log: (line: string) => void,
): Promise<Rehearsal> {
  const { folder, sockets } = stage;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await mkdir(sockets, { mode: 0o700 });
  const plan = await readPlan();
  const cast = castOf(await createNetwork(stage));
  const keys = await makeKeys(folder, cast);
  const outputsFile = join(folder, 'outputs.json');
  await writeFile(outputsFile, JSON.stringify(outputsOf(cast, plan.outputs), null, 2));
  const [hosts, balancer, outsider] = await Promise.all([
    startGateway(stage, cast).then((gateway) => startHosts(stage, cast, keys, gateway)),
    startBalancer(stage, cast, plan, nginxImage),
    startOutsider(stage, cast, nginxImage),
  ]);
  const ansible = new Ansible(stage, { outputsFile, variables: rehearsalVariables(stage, keys), log });
  return {
    plan,
    hosts,
    balancer,
    outsider,
    admin: machineVantage(cast.subnet.gateway),
    endpoints: {
      edge: `http://${balancer.address}`,
      users: `http://${hosts.users.address}`,
      rides: `http://${hosts.rides.address}`,
      dbaas: `http://${hosts.dbaas.address}`,
    },
    versions,
    outputsFile,
    ansible: (playbook, options) => ansible.run(playbook, options),
    secrets: () => readSecrets(folder),
    stop: () => (keep ? Promise.resolve() : removeRehearsal(stage)),
  };
}
