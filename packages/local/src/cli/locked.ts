import { exitCode } from './exit-code.ts';
import { CommandLock } from './lock.ts';

/** Runs `command` while no other command that changes the system in `dir` runs; says so and fails when one does. */
export async function locked(dir: string, command: () => Promise<number>): Promise<number> {
  const lock = new CommandLock(dir);
  if (await lock.take()) return command();
  const holder = await lock.holder();
  process.stderr.write(
    `Another RideShare command${holder === '' ? '' : ` (pid ${holder})`} is at work here: wait until it has ended.\n`,
  );
  return exitCode.failed;
}
