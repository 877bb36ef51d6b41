import { endpointNames } from '../system/plan.ts';
import type { Deployment, PartName } from './deployment.ts';
import type { EndpointName, Endpoints } from '../system/plan.ts';
import { endpointsOf } from '../system/plan.ts';

const publishedBy: Record<EndpointName, PartName> = {
  edge: 'load-balancer',
  users: 'users',
  rides: 'rides',
  dbaas: 'orchestrator',
};

/** Where the containers that are there have been made to listen; port 0 for those that are not there. */
export async function publishedEndpoints(deployment: Deployment): Promise<Endpoints> {
  const ports: Record<EndpointName, number> = { edge: 0, users: 0, rides: 0, dbaas: 0 };
  let host = '';
  for (const name of endpointNames) {
    const container = await deployment.inspect(publishedBy[name]);
    const bindings = (container?.HostConfig.PortBindings ?? {}) as Record<string, Binding[]>;
    const [binding] = Object.values(bindings).flat();
    if (!binding) continue;
    ports[name] = Number(binding.HostPort);
    host = binding.HostIp;
  }
  return endpointsOf({ host: host === '' ? '0.0.0.0' : host, ports });
}

interface Binding {
  HostIp: string;
  HostPort: string;
}
