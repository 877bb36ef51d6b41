import { localPortsOf, type Weather } from '@rideshare/fault-injection';
import type { Random } from '../random.ts';
import type { Strike } from '../strikes/strike.ts';
import { anyVictim, pass } from '../strikes/victim.ts';
import type { Link } from '../system/arena.ts';
import type { ProcessArena } from './arena.ts';

/** Resets one worker's connections; it may connect again at once. */
export function cutting(link: Link, weight: number): Strike<ProcessArena> {
  return {
    weight,
    run: async (scene) => {
      const worker = await anyVictim(scene);
      if (worker === undefined) return false;
      const ports = localPortsOf(worker.pid);
      return scene.arena.links[link].cut((port) => ports.has(port)) > 0;
    },
  };
}

/** Nothing passes between one worker and the part, and nobody is told. */
export function silencing(link: Link, weight: number): Strike<ProcessArena> {
  return weathering(link, weight, () => ({ silent: true }), [500, 6_000]);
}

export function delaying(link: Link, weight: number): Strike<ProcessArena> {
  return weathering(link, weight, (random) => ({ delayMs: random.integer(50, 200) }), [2_000, 6_000]);
}

export function dripping(link: Link, weight: number): Strike<ProcessArena> {
  const drip = (random: Random) => ({ bytes: random.integer(16, 256), everyMs: random.integer(1, 5) });
  return weathering(link, weight, (random) => ({ drip: drip(random) }), [2_000, 6_000]);
}

function weathering(
  link: Link,
  weight: number,
  draw: (random: Random) => Weather,
  [shortestMs, longestMs]: [number, number],
): Strike<ProcessArena> {
  return {
    weight,
    run: async (scene) => {
      const { arena, random, signal } = scene;
      const weather = draw(random);
      const lastsMs = random.integer(shortestMs, longestMs);
      const worker = await anyVictim(scene);
      if (worker === undefined) return false;
      const lift = arena.links[link].impose(weather, (port) => localPortsOf(worker.pid).has(port));
      await pass(lastsMs, signal);
      lift();
      return true;
    },
  };
}
