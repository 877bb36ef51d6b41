import { StartError } from '../process/errors.ts';
import { claimPort, freePort } from '../ports/free-port.ts';
import { portHolder } from '../ports/holder.ts';
import { endpointNames } from './plan.ts';
import type { EndpointName, Ports } from './plan.ts';

export const defaultPorts: Record<EndpointName, number> = {
  edge: 8888,
  users: 8080,
  rides: 8000,
  dbaas: 8081,
};

const reach = 100;

export interface ChosenPorts {
  ports: Ports;
  /** Sentences about default ports that were taken. */
  notes: string[];
}

function variable(name: EndpointName): string {
  return `${name.toUpperCase()}_PORT`;
}

function heldBy(port: number): string {
  const holder = portHolder(port);
  return holder === undefined ? 'is in use' : `is in use by ${holder}`;
}

function parse(name: EndpointName, text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new StartError(`${variable(name)} must be a port number from 1 to 65535, but is "${text}".`);
}

async function wantedPort(name: EndpointName, text: string, host: string): Promise<number> {
  const port = parse(name, text);
  if (await claimPort(port, host)) return port;
  throw new StartError(
    `Port ${port} for ${name} ${heldBy(port)}: free it, or set ${variable(name)} to another port.`,
  );
}

async function portNear(name: EndpointName, host: string): Promise<number> {
  const wanted = defaultPorts[name];
  const reserved = Object.values(defaultPorts).filter((port) => port !== wanted);
  for (let port = wanted; port < wanted + reach; port += 1) {
    if (!reserved.includes(port) && (await claimPort(port, host))) return port;
  }
  throw new StartError(
    `No port from ${wanted} to ${wanted + reach - 1} is free for ${name}: set ${variable(name)} to a free one.`,
  );
}

/** Free ports on 127.0.0.1 that nobody has to know beforehand. */
export async function privatePorts(): Promise<Ports> {
  return {
    edge: await freePort(),
    users: await freePort(),
    rides: await freePort(),
    dbaas: await freePort(),
    amqp: await freePort(),
    epmd: await freePort(),
    erlang: await freePort(),
    zookeeper: await freePort(),
  };
}

/**
 * Ports from the environment (`EDGE_PORT`, `USERS_PORT`, `RIDES_PORT`, `DBAAS_PORT`), else the default ones or the
 * next free ones after them; free private ports for the rest.
 * @throws {@link StartError} when a port that the environment asks for is in use or is no port
 */
export async function choosePorts(env: NodeJS.ProcessEnv, host: string): Promise<ChosenPorts> {
  const ports = await privatePorts();
  const asked = endpointNames.filter((name) => (env[variable(name)] ?? '') !== '');
  for (const name of asked) ports[name] = await wantedPort(name, env[variable(name)] ?? '', host);
  const notes: string[] = [];
  for (const name of endpointNames.filter((other) => !asked.includes(other))) {
    ports[name] = await portNear(name, host);
    if (ports[name] !== defaultPorts[name]) {
      notes.push(
        `Port ${defaultPorts[name]} ${heldBy(defaultPorts[name])}: ${name} listens on ${ports[name]} instead.`,
      );
    }
  }
  return { ports, notes };
}
