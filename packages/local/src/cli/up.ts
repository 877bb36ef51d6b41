import { StartError, reason } from '../process/errors.ts';
import { roundTrip } from '../system/round-trip.ts';
import { addressLines } from './addresses.ts';
import { exitCode } from './exit-code.ts';
import { InterruptedError, interruption } from './interruption.ts';
import { locked } from './locked.ts';
import { runCommand } from './main.ts';
import { systemFolder } from './place.ts';
import { Progress } from './progress.ts';
import { wantedWay, wayFlags, wayIn } from './ways.ts';
import type { WayName } from './way.ts';

const dir = systemFolder();
const progress = new Progress();

async function up(wanted: WayName): Promise<number> {
  const way = await wayIn(dir, wanted);
  const running = await way.running();
  if (running) {
    progress.say('RideShare is running already.');
    await progress.step('all parts', 'ready', () => way.awaitServing());
    await progress.step('round trip', 'done', () => roundTrip(running.edge));
    progress.say(`\nRideShare was up already and works.\n${addressLines(running)}`);
    return exitCode.ok;
  }
  await way.stop(progress, 'Stopping what an earlier run has left:');
  progress.say('Starting RideShare:');
  const endpoints = await way.start(progress, interruption());
  progress.say(`\nRideShare is up (${progress.elapsed}).\n${addressLines(endpoints)}`);
  return exitCode.ok;
}

function failed(error: unknown): number {
  if (error instanceof InterruptedError) {
    progress.say('Interrupted: RideShare is not running.');
    return exitCode.interrupted;
  }
  throw new StartError(`RideShare did not come up: ${reason(error)}`, { cause: error });
}

await runCommand([...wayFlags], ({ flags }) => locked(dir, () => up(wantedWay(flags)).catch(failed)));
