import type { WorkerRole } from '@rideshare/dbaas';
import { Crash } from '../../../../src/pool/crash.ts';
import type { SimulatedWorld } from './simulated-world.ts';

const KILL_MS = 10;

export interface SimulatedCrashOptions {
  /** Told of each worker that a call kills, with the role it has had as far as the call could know. */
  onKill?: (pid: number, role: WorkerRole) => void;
}

/** Crash calls in a simulated world, in which a kill takes a moment. */
export function simulatedCrash(world: SimulatedWorld, { onKill }: SimulatedCrashOptions = {}): Crash {
  let told: string | undefined;

  async function kill(id: string): Promise<number | undefined> {
    const worker = world.workers.get(id);
    if (worker === undefined) return undefined;
    onKill?.(worker.pid, worker.id === told ? 'master' : 'slave');
    await world.clock.sleep(KILL_MS);
    if (world.workers.get(id) === worker) world.end(id);
    return worker.pid;
  }

  function ask<T>(answer: () => T): Promise<T> {
    return world.zookeeperAway ? Promise.reject(new Error('ZooKeeper is away')) : Promise.resolve(answer());
  }

  return new Crash({
    runtime: { kill, list: () => Promise.resolve([...world.workers.values()]) },
    members: {
      workers: () =>
        ask(() =>
          [...world.sessions.values()].map(({ id, pid }) => ({
            id,
            pid,
            role: world.master?.id === id ? 'master' : 'slave',
          })),
        ),
      master: () =>
        ask(() => {
          told = world.master?.id;
          return world.master;
        }),
      onChange: (listener) => world.onChange.add(listener),
    },
    clock: world.clock,
    timeoutMs: 10_000,
  });
}
