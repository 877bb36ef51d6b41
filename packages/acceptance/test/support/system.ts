import { startSystem, temporaryFolder, type Endpoints } from '@rideshare/local';
import { Service } from './service.ts';

type System = Awaited<ReturnType<typeof startSystem>>;

/** Starting takes about a dozen processes, on a machine that others use too. */
const START_MS = 240_000;

export type Services = Record<keyof Endpoints, Service>;

export interface SystemUnderTest extends Services {
  /** The system itself, once it has started. */
  running: () => System;
  /** The folder that holds all its state. */
  dir: () => string;
}

/**
 * Starts a system of its own before the tests of the current suite, and stops it after them. It keeps to its least
 * number of slaves, however many reads a suite makes, unless `env` has it scale.
 */
export function useSystem(env: Record<string, string> = {}): SystemUnderTest {
  let system: System | undefined;
  let folder: Awaited<ReturnType<typeof temporaryFolder>> | undefined;

  before('start the system', async function () {
    this.timeout(START_MS);
    folder = await temporaryFolder('rideshare-acceptance-');
    system = await startSystem({ dir: folder.path, env: { MAX_SLAVES: env['SLAVES'] ?? '1', ...env } });
  });

  after('stop the system', async function () {
    this.timeout(START_MS);
    await system?.stop();
    await folder?.remove();
  });

  const running = () => {
    if (system === undefined) throw new Error('the system has not started');
    return system;
  };
  const addresses = () => ({ ...running().endpoints, token: env['DBAAS_TOKEN'] });
  return { ...servicesOf(addresses), running, dir: () => folder?.path ?? '' };
}

/** The services at these addresses; the database is shown the token. */
export function servicesOf(addresses: () => Endpoints & { token?: string | undefined }): Services {
  const authorization = () => {
    const { token } = addresses();
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  };
  return {
    edge: new Service(() => addresses().edge),
    users: new Service(() => addresses().users),
    rides: new Service(() => addresses().rides),
    dbaas: new Service(() => addresses().dbaas, authorization),
  };
}
