import { exitCode } from './exit-code.ts';
import { locked } from './locked.ts';
import { runCommand } from './main.ts';
import { systemFolder } from './place.ts';
import { Progress } from './progress.ts';
import { waysIn } from './ways.ts';

const dir = systemFolder();
const progress = new Progress();

async function down(purge: boolean): Promise<number> {
  let wasUp = false;
  for (const way of waysIn(dir)) {
    if (await way.stop(progress, 'Stopping RideShare:')) wasUp = true;
    if (purge) await way.forget();
  }
  const sentence = wasUp ? `RideShare is down (${progress.elapsed}).` : 'RideShare was not running.';
  const data = purge ? 'Its data is forgotten.' : 'Its data stays; ./scripts/down --purge forgets it.';
  progress.say(`${wasUp ? '\n' : ''}${sentence} ${data}`);
  return exitCode.ok;
}

await runCommand(['purge'], ({ flags }) => locked(dir, () => down(flags.has('purge'))));
