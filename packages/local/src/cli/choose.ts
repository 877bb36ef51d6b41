import { requireCompose } from '../docker/compose.ts';
import { requireEngine } from '../docker/engine.ts';
import { StartError, reason } from '../process/errors.ts';
import { wantedWay, wayFlags, waysIn } from './ways.ts';
import type { Engine } from '../docker/engine.ts';
import type { Way, WayName } from './way.ts';

export interface Choice {
  way: WayName;
  /** Which one and why, when nobody has asked for it. */
  sentence?: string;
}

/** @returns the engine that can be used @throws Error that says what is missing */
async function requireDocker(engine: Engine): Promise<Engine> {
  await requireEngine(engine);
  await requireCompose();
  return engine;
}

function chosen({ name, manner }: Way, why: string): Choice {
  return { way: name, sentence: `RideShare runs ${manner}: ${why}` };
}

/**
 * The way that the flags ask for, else the one that the system is up already, else Docker where it can be used.
 * @throws {@link StartError} when Docker is asked for and cannot be used
 */
export async function chooseWay(dir: string, flags: ReadonlySet<string>): Promise<Choice> {
  const [docker, processes] = waysIn(dir);
  const ready = async () => requireDocker(docker.engine);
  if (wayFlags.some((flag) => flags.has(flag))) {
    const way = wantedWay(flags);
    if (way === 'docker') {
      await ready().catch((error: unknown) => {
        const help = 'scripts/install-docker.sh installs what is missing on Debian and Ubuntu.';
        throw new StartError(`RideShare cannot run in containers: ${reason(error)} ${help}`, {
          cause: error,
        });
      });
    }
    return { way };
  }
  for (const way of [docker, processes]) {
    if (await way.isPresent()) return chosen(way, 'it does so already.');
  }
  return ready().then(
    ({ socketPath }) => chosen(docker, `a Docker engine answers at ${socketPath}.`),
    (error: unknown) => chosen(processes, reason(error)),
  );
}
