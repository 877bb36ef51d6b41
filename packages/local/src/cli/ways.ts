import { DockerWay } from './docker/docker-way.ts';
import { StartError } from '../process/errors.ts';
import { UsageError } from './main.ts';
import { ProcessWay } from './process/process-way.ts';
import type { Way, WayName } from './way.ts';

/** Both ways to run the system that belongs to a folder. */
export function waysIn(dir: string): readonly [DockerWay, ProcessWay] {
  return [new DockerWay(dir, process.env), new ProcessWay(dir)];
}

/**
 * The one that is wanted.
 * @throws {@link StartError} when the system is there the other way already
 */
export async function wayIn(dir: string, wanted: WayName): Promise<Way> {
  const [docker, processes] = waysIn(dir);
  const [way, other] = wanted === 'docker' ? [docker, processes] : [processes, docker];
  if (await other.isPresent())
    throw new StartError(`it runs ${other.manner} already; ./scripts/down stops it`);
  return way;
}

/** The flags that name a way. */
export const wayFlags = ['docker', 'process'] as const satisfies WayName[];

/** What the flags say. @throws {@link UsageError} when they name none, or both */
export function wantedWay(flags: ReadonlySet<string>): WayName {
  const [wanted, ...more] = wayFlags.filter((flag) => flags.has(flag));
  if (wanted && more.length === 0) return wanted;
  throw new UsageError('Give either --docker or --process.');
}
