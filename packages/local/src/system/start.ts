import { systemClock } from '../clock/clock.ts';
import { signalProcess } from '../process/stop.ts';
import { processRunner } from '../supervisor/process-runner.ts';
import { Supervisor } from '../supervisor/supervisor.ts';
import { filesOf } from './files.ts';
import { endpointsOf } from './plan.ts';
import { privatePorts } from './ports.ts';
import { brokerUrl, systemUnits, zooKeeperUrl } from './units.ts';
import { runningWorkers } from './workers.ts';
import type { Endpoints, Ports, SystemPlan } from './plan.ts';

export type UnitName = 'epmd' | 'rabbitmq' | 'zookeeper' | 'orchestrator' | 'users' | 'rides' | 'nginx';

/** One process of a running system, in the hands of a test. */
export interface UnitHandle {
  /** 0 while it does not run. */
  readonly pid: number;
  /** Default SIGKILL, which it waits for; the supervisor starts it again. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Stays down until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
  restart(): Promise<void>;
  /** Resolves when it runs and is ready. */
  waitReady(): Promise<void>;
}

export interface RunningSystem {
  endpoints: Endpoints;
  amqpUrl: string;
  zookeeperUrl: string;
  /** Holds one folder for each worker. */
  workersDir: string;
  unit(name: UnitName): UnitHandle;
  stop(): Promise<void>;
}

export interface StartSystemOptions {
  /** Holds everything of the system; starting again on it finds the data of before. */
  dir: string;
  /** Added to this process's environment for our services. */
  env?: NodeJS.ProcessEnv;
  /** Free private ones by default. */
  ports?: Partial<Ports>;
}

function handleOf(supervisor: Supervisor, name: UnitName): UnitHandle {
  const part = supervisor.part(name);
  return {
    get pid() {
      return part.record.process?.pid ?? 0;
    },
    kill: async (signal = 'SIGKILL') => {
      const target = part.record.process;
      if (target === undefined) return;
      signalProcess(target, signal);
      if (signal === 'SIGKILL') await part.awaitEndOf(target);
    },
    stop: () => part.stop(),
    start: () => part.start(),
    restart: async () => {
      await part.stop();
      await part.start();
    },
    waitReady: () => part.awaitRunning(),
  };
}

/**
 * The whole system under a supervisor in this process, which it never outlives.
 * @throws StartError of the part that did not become ready; then nothing runs any more
 */
export async function startSystem({ dir, env = {}, ports = {} }: StartSystemOptions): Promise<RunningSystem> {
  const plan: SystemPlan = { dir, host: '127.0.0.1', ports: { ...(await privatePorts()), ...ports } };
  const { workers: workersDir } = filesOf(dir);
  const supervisor = new Supervisor({
    units: systemUnits(plan, { ...process.env, ...env }),
    runner: processRunner(systemClock, true),
    clock: systemClock,
    onChange: () => undefined,
  });
  const killWorkers = () => runningWorkers(workersDir).forEach((worker) => signalProcess(worker, 'SIGKILL'));
  process.once('exit', killWorkers);
  await supervisor.start();
  return {
    endpoints: endpointsOf(plan),
    amqpUrl: brokerUrl(plan),
    zookeeperUrl: zooKeeperUrl(plan),
    workersDir,
    unit: (name) => handleOf(supervisor, name),
    stop: async () => {
      await supervisor.stop();
      process.off('exit', killWorkers);
    },
  };
}
