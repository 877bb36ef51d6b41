import { Crash } from '../../../../src/pool/crash.ts';
import type { SimulatedWorld } from './simulated-world.ts';

const KILL_MS = 10;

export const CRASH_TIMEOUT_MS = 10_000;

/** Crash calls in a simulated world, in which each question to it takes the latency. */
export function simulatedCrash(world: SimulatedWorld, latencyMs = () => 0): Crash {
  async function ask<T>(answer: () => T): Promise<T> {
    const ms = latencyMs();
    if (ms > 0) await world.clock.sleep(ms);
    return answer();
  }

  function askZooKeeper<T>(answer: () => T): Promise<T> {
    return ask(() => {
      if (world.zookeeperAway) throw new Error('ZooKeeper is away');
      return answer();
    });
  }

  return new Crash({
    runtime: {
      list: () => ask(() => [...world.workers.values()]),
      kill: async (id) => {
        const pid = world.workers.get(id)?.pid;
        await world.clock.sleep(KILL_MS);
        if (world.workers.get(id)?.pid !== pid) return undefined;
        world.end(id);
        return pid;
      },
    },
    members: {
      workers: () =>
        askZooKeeper(() =>
          [...world.sessions.values()].map(({ id, pid }) => ({
            id,
            pid,
            role: world.master?.id === id ? ('master' as const) : ('slave' as const),
          })),
        ),
      master: () => askZooKeeper(() => world.master),
      onChange: (listener) => world.onChange.add(listener),
    },
    clock: world.clock,
    timeoutMs: CRASH_TIMEOUT_MS,
  });
}
