import { isMissing } from './engine.ts';
import { workerLabel } from './deployment.ts';
import type { Deployment } from './deployment.ts';

export interface WorkerContainer {
  id: string;
  /** Without the deployment's prefix. */
  name: string;
  /** On this machine. */
  pid: number;
  containerId: string;
  /** Where its data volume is on this machine. */
  dataDir: string;
}

async function inspectWorker({ docker, prefix }: Deployment, id: string): Promise<WorkerContainer[]> {
  try {
    const { Id, Name, State, Mounts, Config } = await docker.getContainer(id).inspect();
    if (!State.Running) return [];
    return [
      {
        id: Config.Labels[workerLabel] ?? '',
        name: Name.slice(1 + prefix.length),
        pid: State.Pid,
        containerId: Id,
        dataDir: Mounts.find(({ Destination }) => Destination === '/data')?.Source ?? '',
      },
    ];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Those that run. */
export async function runningWorkers(deployment: Deployment): Promise<WorkerContainer[]> {
  const workers = (await deployment.containers()).filter(({ Labels }) => workerLabel in Labels);
  return (await Promise.all(workers.map(({ Id }) => inspectWorker(deployment, Id)))).flat();
}
