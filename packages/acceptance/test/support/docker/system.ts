import { startDockerSystem, type RunningDockerSystem } from '@rideshare/local';
import { servicesOf, type Services } from '../system.ts';

/** Starting takes eight containers, on a machine that others use too. */
const START_MS = 300_000;

export interface DockerSystemUnderTest extends Services {
  /** The system itself, once it has started. */
  running: () => RunningDockerSystem;
}

/**
 * Starts a deployment of its own before the tests of the current suite, and removes it after them. It keeps to its
 * least number of slaves, however many reads a suite makes, unless `env` has it scale.
 */
export function useDockerSystem(env: Record<string, string> = {}): DockerSystemUnderTest {
  let system: RunningDockerSystem | undefined;

  before('start the system in containers', async function () {
    this.timeout(START_MS);
    system = await startDockerSystem({ env: { MAX_SLAVES: env['SLAVES'] ?? '1', ...env } });
  });

  after('remove the containers', async function () {
    this.timeout(START_MS);
    await system?.stop();
  });

  const running = () => {
    if (system === undefined) throw new Error('the system has not started');
    return system;
  };
  return { ...servicesOf(() => running().endpoints), running };
}
