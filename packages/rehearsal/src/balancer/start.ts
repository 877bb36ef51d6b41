import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAt, started } from '../engine/start-container.ts';
import type { Stage } from '../engine/stage.ts';
import { byHost } from '../hosts/by-host.ts';
import type { Cast } from '../network/cast.ts';
import { containerVantage } from '../network/container-vantage.ts';
import type { Plan } from '../plan/plan.ts';
import { parseAccessLog } from './access-log.ts';
import type { Balancer } from './balancer.ts';
import { balancerConfiguration, targetsOf } from './configuration.ts';
import { checkHealth } from './health.ts';

const inside = '/rehearsal';

/** Starts nginx with the rules of the plan. */
export async function startBalancer(stage: Stage, cast: Cast, plan: Plan, image: string): Promise<Balancer> {
  const folder = join(stage.folder, 'load-balancer');
  const accessLog = join(folder, 'access.log');
  const addresses = byHost((name) => cast.hosts[name].address);
  const configuration = balancerConfiguration({ ...plan, addresses, accessLog: `${inside}/access.log` });
  await mkdir(folder);
  await writeFile(join(folder, 'nginx.conf'), configuration);
  await writeFile(accessLog, '');
  const { address, publicName } = cast.balancer;
  const created = createAt(stage, 'load-balancer', cast.balancer, {
    Image: image,
    Entrypoint: [],
    Cmd: ['nginx', '-e', 'stderr', '-c', `${inside}/nginx.conf`],
    HostConfig: { Binds: [`${folder}:${inside}`] },
  });
  const network = containerVantage(await created.then(started), 'the load balancer', address);
  return {
    address,
    url: `http://${publicName}`,
    network,
    accessLog: async () => parseAccessLog(await readFile(accessLog, 'utf8')),
    health: () =>
      Promise.all(
        targetsOf(plan).map((target) =>
          checkHealth(
            network,
            target,
            `http://${addresses[target]}:${plan.targetPort}${plan.healthCheckPath}`,
          ),
        ),
      ),
  };
}
