import { rmSync } from 'node:fs';
import { checkBackup, publishGenesis, rowCounts, SnapshotStore } from '@rideshare/worker';
import { StartError, reason } from '../process/errors.ts';
import { checkReadable } from '../restore/backup-file.ts';
import { differences, servedRowCounts } from '../restore/served-rows.ts';
import { filesOf } from '../system/files.ts';
import { addressLines } from './addresses.ts';
import { exitCode } from './exit-code.ts';
import { InterruptedError, interruption } from './interruption.ts';
import { locked } from './locked.ts';
import { runCommand } from './main.ts';
import { systemFolder } from './place.ts';
import { Progress } from './progress.ts';
import { table } from './table.ts';
import { wantedWay, wayFlags, wayIn } from './ways.ts';
import type { RowCounts } from '../restore/served-rows.ts';
import type { WayName } from './way.ts';

const dir = systemFolder();
const { restoring } = filesOf(dir);
const progress = new Progress();

/** Makes the snapshot that the system is to start from, in a folder of its own, and counts its rows. */
async function makeGenesis(backup: string): Promise<RowCounts> {
  rmSync(restoring, { recursive: true, force: true });
  const { file } = await publishGenesis(new SnapshotStore(restoring), backup);
  return rowCounts(file);
}

/** Before services and callers can write, so that a difference is one of the restored data. */
async function checkRows(dbaas: string, expected: RowCounts): Promise<void> {
  const served = await servedRowCounts(dbaas, process.env['DBAAS_TOKEN']);
  const wrong = differences(expected, served);
  if (wrong.length > 0)
    throw new StartError(`the system does not hold what the file holds: ${wrong.join('; ')}`);
}

async function restore(backup: string, wanted: WayName, replace: boolean): Promise<number> {
  checkReadable(backup);
  progress.say(`Restoring ${backup}:`);
  await progress.step('file', 'good', () => checkBackup(backup));
  const way = await wayIn(dir, wanted);
  if (await way.isPresent()) throw new Error('it is running; ./scripts/down stops it');
  const obstacle = await way.obstacleToRestore(replace);
  if (obstacle !== undefined) throw new Error(obstacle);
  const rows = await progress.step('snapshot', 'made', () => makeGenesis(backup));
  progress.say('Starting RideShare:');
  const endpoints = await way.start(progress, interruption(), {
    genesis: restoring,
    check: (dbaas) => progress.step('restored rows', 'there', () => checkRows(dbaas, rows)),
  });
  const counts = [...rows].map(([name, count]) => [`  ${name}`, String(count)]);
  progress.say(`\nRideShare is up (${progress.elapsed}), with all that ${backup} holds:\n`);
  progress.say(counts.length > 0 ? table(['  TABLE', 'ROWS'], counts) : '  no tables');
  progress.say(`\n${addressLines(endpoints)}`);
  return exitCode.ok;
}

function failed(error: unknown): number {
  if (error instanceof InterruptedError) {
    progress.say('Interrupted: RideShare is not running.');
    return exitCode.interrupted;
  }
  throw new Error(`RideShare was not restored: ${reason(error)}`, { cause: error });
}

async function restoreOnce(backup: string, wanted: WayName, replace: boolean): Promise<number> {
  try {
    return await restore(backup, wanted, replace);
  } catch (error) {
    return failed(error);
  } finally {
    rmSync(restoring, { recursive: true, force: true });
  }
}

await runCommand(
  [...wayFlags, 'replace'],
  ({ flags, operands: [file = ''] }) =>
    locked(dir, () => restoreOnce(file, wantedWay(flags), flags.has('replace'))),
  ['FILE'],
);
