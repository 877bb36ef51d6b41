import { bracketed, connectableHost } from '../ports/host.ts';

/** The parts that people and tests talk to. */
export const endpointNames = ['edge', 'users', 'rides', 'dbaas'] as const;
export type EndpointName = (typeof endpointNames)[number];

export type Ports = Record<EndpointName | 'amqp' | 'epmd' | 'erlang' | 'zookeeper', number>;

/** Base URLs. */
export type Endpoints = Record<EndpointName, string>;

/** All that has to be decided before a system can start. */
export interface SystemPlan {
  /** Absolute path of the folder that holds everything of the system. */
  dir: string;
  /** Address that edge, users, rides and dbaas bind; broker and ZooKeeper stay on 127.0.0.1. */
  host: string;
  ports: Ports;
}

/** Where the parts that people talk to listen. */
export interface Listening {
  host: string;
  ports: Record<EndpointName, number>;
}

/** host:port as this machine reaches it. */
export function addressOf({ host, ports }: Listening, name: EndpointName): string {
  return `${bracketed(connectableHost(host))}:${ports[name]}`;
}

export function endpointsOf(listening: Listening): Endpoints {
  const url = (name: EndpointName) => `http://${addressOf(listening, name)}`;
  return { edge: url('edge'), users: url('users'), rides: url('rides'), dbaas: url('dbaas') };
}
