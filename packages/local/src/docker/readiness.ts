import { checkEdge } from '../nginx/edge.ts';
import { connectableHost } from '../ports/host.ts';
import { checkReadiness } from '../system/service.ts';
import type { PartName } from './deployment.ts';
import type { Endpoints } from '../system/plan.ts';
import type { ContainerInspectInfo } from 'dockerode';

/** What its own health check found out last. */
function lastFinding({ State: { Health: health } }: ContainerInspectInfo): string {
  const said = health?.Log.at(-1)?.Output.trim() ?? '';
  return `its health check says ${health?.Status ?? 'nothing'}${said === '' ? '' : ` (${said})`}`;
}

/** One look at a running part. @throws Error that says what is missing */
export async function checkPart(
  part: PartName,
  container: ContainerInspectInfo,
  endpoints: Endpoints,
): Promise<void> {
  switch (part) {
    case 'zookeeper':
    case 'rabbitmq':
      if (container.State.Health?.Status !== 'healthy') throw new Error(lastFinding(container));
      return;
    case 'orchestrator':
      return checkReadiness(endpoints.dbaas);
    case 'users':
    case 'rides':
      return checkReadiness(endpoints[part]);
    case 'load-balancer': {
      const { hostname, port } = new URL(endpoints.edge);
      return checkEdge(Number(port), connectableHost(hostname.replace(/^\[(.*)\]$/, '$1')));
    }
  }
}
