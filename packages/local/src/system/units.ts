import { brokerUnit } from '../rabbitmq/broker.ts';
import { edgeUnit } from '../nginx/edge.ts';
import { epmdUnit } from '../rabbitmq/epmd.ts';
import { zooKeeperUnit } from '../zookeeper/server.ts';
import { filesOf } from './files.ts';
import { addressOf, endpointsOf } from './plan.ts';
import { serviceUnit } from './service.ts';
import { stopWorkers } from './workers.ts';
import type { ServiceOptions } from './service.ts';
import type { EndpointName, SystemPlan } from './plan.ts';
import type { Unit } from '../unit/unit.ts';

export function brokerUrl({ ports }: SystemPlan): string {
  return `amqp://127.0.0.1:${ports.amqp}`;
}

export function zooKeeperUrl({ ports }: SystemPlan): string {
  return `127.0.0.1:${ports.zookeeper}`;
}

/** Every process of the system but the workers, in the order they start. */
export function systemUnits(plan: SystemPlan, inherited: NodeJS.ProcessEnv): Unit[] {
  const { dir, host, ports } = plan;
  const files = filesOf(dir);
  const endpoints = endpointsOf(plan);
  const service = (name: ServiceOptions['name'], endpoint: EndpointName, own: NodeJS.ProcessEnv) =>
    serviceUnit({
      name,
      url: endpoints[endpoint],
      env: { ...inherited, HOST: host, PORT: String(ports[endpoint]), ...own },
      logFile: files.log(name),
    });
  return [
    epmdUnit({ logFile: files.log('epmd'), port: ports.epmd }),
    brokerUnit({
      dir: files.rabbitmq,
      logFile: files.log('rabbitmq'),
      port: ports.amqp,
      epmdPort: ports.epmd,
      distributionPort: ports.erlang,
    }),
    zooKeeperUnit({ dir: files.zookeeper, logFile: files.log('zookeeper'), port: ports.zookeeper }),
    {
      ...service('orchestrator', 'dbaas', {
        AMQP_URL: brokerUrl(plan),
        ZOOKEEPER_URL: zooKeeperUrl(plan),
        RUNTIME: 'process',
        WORKERS_DIR: files.workers,
        SNAPSHOTS_DIR: files.snapshots,
      }),
      afterStop: () => stopWorkers(files.workers),
    },
    service('users', 'users', { DATABASE_URL: endpoints.dbaas }),
    service('rides', 'rides', {
      DATABASE_URL: endpoints.dbaas,
      USERS_URL: endpoints.edge,
      PUBLIC_URL: endpoints.rides,
    }),
    edgeUnit({
      dir: files.nginx,
      logFile: files.log('nginx'),
      host,
      port: ports.edge,
      users: addressOf(plan, 'users'),
      rides: addressOf(plan, 'rides'),
    }),
  ];
}
