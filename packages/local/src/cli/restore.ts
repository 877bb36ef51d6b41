import { renameSync, rmSync } from 'node:fs';
import { checkBackup, publishGenesis, rowCounts, SnapshotStore } from '@rideshare/worker';
import { StartError, reason } from '../process/errors.ts';
import { checkReadable } from '../restore/backup-file.ts';
import { holdsData, putBack, setAside } from '../restore/data-folders.ts';
import { differences, servedRowCounts } from '../restore/served-rows.ts';
import { filesOf } from '../system/files.ts';
import { hasLeftovers, runningState } from '../system/leftovers.ts';
import { endpointsOf } from '../system/plan.ts';
import { addressLines } from './addresses.ts';
import { choosePlan } from './choose-plan.ts';
import { exitCode } from './exit-code.ts';
import { InterruptedError, interruption } from './interruption.ts';
import { locked } from './locked.ts';
import { runCommand } from './main.ts';
import { systemFolder } from './place.ts';
import { Progress } from './progress.ts';
import { startAll } from './start-all.ts';
import { table } from './table.ts';
import type { RowCounts } from '../restore/served-rows.ts';
import type { SystemPlan } from '../system/plan.ts';

const dir = systemFolder();
const files = filesOf(dir);
const progress = new Progress();

const isRunning = () => runningState(dir) !== undefined || hasLeftovers(dir);

function refuse(replace: boolean): void {
  if (isRunning()) throw new Error('it is running; ./scripts/down stops it');
  if (!replace && holdsData(dir)) {
    throw new Error(`there is data in ${dir} already; --replace sets it aside and keeps it`);
  }
}

/** Makes the snapshot that the system is to start from, in a folder of its own, and counts its rows. */
async function makeGenesis(backup: string): Promise<RowCounts> {
  rmSync(files.restoring, { recursive: true, force: true });
  try {
    const { file } = await publishGenesis(new SnapshotStore(files.restoring), backup);
    return rowCounts(file);
  } catch (error) {
    rmSync(files.restoring, { recursive: true, force: true });
    throw error;
  }
}

/** Before services and callers can write, so that a difference is one of the restored data. */
async function checkRows(plan: SystemPlan, expected: RowCounts): Promise<void> {
  const served = await servedRowCounts(endpointsOf(plan).dbaas, process.env['DBAAS_TOKEN']);
  const wrong = differences(expected, served);
  if (wrong.length > 0)
    throw new StartError(`the system does not hold what the file holds: ${wrong.join('; ')}`);
}

function takeBack(aside: string | undefined): void {
  if (isRunning())
    throw new Error(`what was started does not stop; the data of before is in ${aside ?? dir}`);
  putBack(dir, aside);
  if (aside !== undefined) progress.say('The data of before is back in its place.');
}

async function startRestored(plan: SystemPlan, rows: RowCounts, interrupted: Promise<never>): Promise<void> {
  progress.say('Starting RideShare:');
  await startAll(plan, progress, interrupted, {
    after: 'orchestrator',
    pass: () => progress.step('restored rows', 'there', () => checkRows(plan, rows)),
  });
}

async function restore(backup: string, replace: boolean): Promise<number> {
  checkReadable(backup);
  progress.say(`Restoring ${backup}:`);
  await progress.step('file', 'good', () => checkBackup(backup));
  refuse(replace);
  const plan = await choosePlan(dir, progress);
  const rows = await progress.step('snapshot', 'made', () => makeGenesis(backup));
  const interrupted = interruption();
  const aside = holdsData(dir) ? setAside(dir, new Date()) : undefined;
  if (aside !== undefined) progress.say(`The data of before is set aside in ${aside}.`);
  try {
    renameSync(files.restoring, files.snapshots);
    await startRestored(plan, rows, interrupted);
  } catch (error) {
    takeBack(aside);
    throw error;
  }
  const counts = [...rows].map(([name, count]) => [`  ${name}`, String(count)]);
  progress.say(`\nRideShare is up (${progress.elapsed}), with all that ${backup} holds:\n`);
  progress.say(counts.length > 0 ? table(['  TABLE', 'ROWS'], counts) : '  no tables');
  progress.say(`\n${addressLines(endpointsOf(plan))}`);
  return exitCode.ok;
}

function failed(error: unknown): number {
  if (error instanceof InterruptedError) {
    progress.say('Interrupted: RideShare is not running.');
    return exitCode.interrupted;
  }
  throw new Error(`RideShare was not restored: ${reason(error)}`, { cause: error });
}

await runCommand(
  ['replace'],
  ({ flags, operands: [file = ''] }) => locked(dir, () => restore(file, flags.has('replace')).catch(failed)),
  ['FILE'],
);
