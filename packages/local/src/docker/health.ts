import { reason } from '../process/errors.ts';
import { partNames } from './deployment.ts';
import { checkPart } from './readiness.ts';
import type { Deployment, PartName } from './deployment.ts';
import type { PartHealth } from '../system/health.ts';
import type { Endpoints } from '../system/plan.ts';
import type { ContainerInspectInfo } from 'dockerode';

function addressOf(part: PartName, { NetworkSettings }: ContainerInspectInfo, endpoints: Endpoints): string {
  const own = (port: number) =>
    Object.values(NetworkSettings.Networks)
      .filter(({ IPAddress }) => IPAddress !== '')
      .map(({ IPAddress }) => `${IPAddress}:${port}`)
      .join(' ');
  const addresses: Record<PartName, () => string> = {
    zookeeper: () => own(2181),
    rabbitmq: () => own(5672),
    orchestrator: () => endpoints.dbaas,
    users: () => endpoints.users,
    rides: () => endpoints.rides,
    'load-balancer': () => endpoints.edge,
  };
  return addresses[part]();
}

async function stateOf(
  part: PartName,
  container: ContainerInspectInfo,
  endpoints: Endpoints,
): Promise<[state: string, detail: string]> {
  const { State } = container;
  if (State.Restarting) return ['restarting', `exit code ${State.ExitCode}`];
  if (!State.Running) return ['dead', `exit code ${State.ExitCode}`];
  if (State.Paused) return ['paused', ''];
  const missing = await checkPart(part, container, endpoints).then(() => '', reason);
  return [missing === '' ? 'running' : 'not ready', missing];
}

async function partHealth(deployment: Deployment, name: PartName, endpoints: Endpoints): Promise<PartHealth> {
  const container = await deployment.inspect(name);
  if (!container) {
    const [state, detail] = ['dead', 'it has no container'];
    return { name, state, pid: null, uptimeSeconds: null, address: '', restarts: 0, detail };
  }
  const { Running, Pid, StartedAt } = container.State;
  const [state, detail] = await stateOf(name, container, endpoints);
  return {
    name,
    state,
    pid: Running ? Pid : null,
    uptimeSeconds: Running ? Math.round((Date.now() - Date.parse(StartedAt)) / 1000) : null,
    address: addressOf(name, container, endpoints),
    restarts: container.RestartCount,
    detail,
  };
}

/** Looks at every container but the workers' now. */
export function partsHealth(deployment: Deployment, endpoints: Endpoints): Promise<PartHealth[]> {
  return Promise.all(partNames.map((part) => partHealth(deployment, part, endpoints)));
}
