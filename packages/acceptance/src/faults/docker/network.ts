import { blockPort, type Fate } from '@rideshare/fault-injection';
import type { Strike } from '../strikes/strike.ts';
import { anyVictim, pass, victim } from '../strikes/victim.ts';
import type { Link, Worker } from '../system/arena.ts';
import type { DockerArena } from './arena.ts';
import { unlessGone } from './engine.ts';

const PORTS: Record<Link, number> = { rabbitmq: 5672, zookeeper: 2181 };

/** Resets one worker's connections, and those that it tries to make for a moment. */
export function cutting(link: Link, weight: number): Strike<DockerArena> {
  return blocking(link, weight, 'refused', [200, 800]);
}

/** Nothing passes between one worker and the part, and nobody is told. */
export function silencing(link: Link, weight: number): Strike<DockerArena> {
  return blocking(link, weight, 'lost', [500, 6_000]);
}

function blocking(
  link: Link,
  weight: number,
  fate: Fate,
  [shortestMs, longestMs]: [number, number],
): Strike<DockerArena> {
  return {
    weight,
    run: async (scene) => {
      const { random, signal } = scene;
      const lastsMs = random.integer(shortestMs, longestMs);
      const worker = await anyVictim(scene);
      const lift = worker && (await blockPort(worker.pid, PORTS[link], fate).catch(() => undefined));
      if (lift === undefined) return false;
      await pass(lastsMs, signal);
      await lift();
      return true;
    },
  };
}

/** `docker network disconnect`, and connected again a while later, should its container still be there. */
export function disconnecting(role: Worker['role'], weight: number): Strike<DockerArena> {
  return {
    weight,
    run: async (scene) => {
      const { arena, random, signal } = scene;
      const lastsMs = random.integer(500, 6_000);
      const worker = await victim(scene, role);
      if (worker === undefined) return false;
      const { docker, deployment } = arena.system;
      const network = docker.getNetwork(`${deployment}-database`);
      const target = { Container: worker.containerId };
      if (!(await unlessGone(network.disconnect(target)))) return false;
      await pass(lastsMs, signal);
      await unlessGone(network.connect(target));
      return true;
    },
  };
}
