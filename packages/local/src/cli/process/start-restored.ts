import { renameSync } from 'node:fs';
import { holdsData, putBack, setAside } from '../../restore/data-folders.ts';
import { filesOf } from '../../system/files.ts';
import { hasLeftovers, runningState } from '../../system/leftovers.ts';
import { endpointsOf } from '../../system/plan.ts';
import { startAll } from './start-all.ts';
import type { Progress } from '../progress.ts';
import type { Restored } from '../way.ts';
import type { SystemPlan } from '../../system/plan.ts';

function takeBack(dir: string, aside: string | undefined, progress: Progress): void {
  if (runningState(dir) !== undefined || hasLeftovers(dir))
    throw new Error(`what was started does not stop; the data of before is in ${aside ?? dir}`);
  putBack(dir, aside);
  if (aside !== undefined) progress.say('The data of before is back in its place.');
}

/** Sets the data that is there aside and starts with that of a backup; when it fails, it puts back what was there. */
export async function startRestored(
  plan: SystemPlan,
  { genesis, check }: Restored,
  progress: Progress,
  interrupted: Promise<never>,
): Promise<void> {
  const { dir } = plan;
  const aside = holdsData(dir) ? setAside(dir, new Date()) : undefined;
  if (aside !== undefined) progress.say(`The data of before is set aside in ${aside}.`);
  try {
    renameSync(genesis, filesOf(dir).snapshots);
    await startAll(plan, progress, interrupted, {
      after: 'orchestrator',
      pass: () => check(endpointsOf(plan).dbaas),
    });
  } catch (error) {
    takeBack(dir, aside, progress);
    throw error;
  }
}
