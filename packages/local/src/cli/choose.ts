import { requireCompose } from '../docker/compose.ts';
import { requireEngine } from '../docker/engine.ts';
import { StartError, reason } from '../process/errors.ts';
import { DockerWay } from './docker/docker-way.ts';
import { wantedWay, wayFlags, wayIn, waysIn } from './ways.ts';
import type { Way, WayName } from './way.ts';

export interface Choice {
  way: WayName;
  /** Which one and why, when nobody has asked for it. */
  sentence?: string;
}

/** @throws Error that says what is missing */
async function requireDocker(docker: DockerWay): Promise<void> {
  await requireEngine(docker.engine);
  await requireCompose();
}

/** @throws {@link StartError} when that way cannot be gone now */
async function requireWay(dir: string, name: WayName): Promise<void> {
  const way = await wayIn(dir, name).catch((error: unknown) => {
    throw new StartError(`RideShare was not started: ${reason(error)}.`, { cause: error });
  });
  if (!(way instanceof DockerWay)) return;
  await requireDocker(way).catch((error: unknown) => {
    const help = 'scripts/install-docker.sh installs what is missing on Debian and Ubuntu.';
    throw new StartError(`RideShare cannot run in containers: ${reason(error)} ${help}`, { cause: error });
  });
}

function chosen({ name, manner }: Way, why: string): Choice {
  return { way: name, sentence: `RideShare runs ${manner}: ${why}` };
}

/**
 * The way that the flags ask for, else the one that the system is up already, else Docker where it can be used.
 * @throws {@link StartError} when the way that is asked for cannot be gone now
 */
export async function chooseWay(dir: string, flags: ReadonlySet<string>): Promise<Choice> {
  if (wayFlags.some((flag) => flags.has(flag))) {
    const way = wantedWay(flags);
    await requireWay(dir, way);
    return { way };
  }
  const [docker, processes] = waysIn(dir);
  for (const way of [docker, processes]) {
    if (await way.isPresent()) return chosen(way, 'it does so already.');
  }
  return requireDocker(docker).then(
    () => chosen(docker, `a Docker engine answers at ${docker.engine.socketPath}.`),
    (error: unknown) => chosen(processes, reason(error)),
  );
}
