import { UnsuitableFileError } from './snapshot/errors.ts';
import { publishGenesis } from './snapshot/genesis.ts';
import { rowCounts } from './snapshot/row-counts.ts';
import { SnapshotStore } from './snapshot/store.ts';

/**
 * Makes of a backup the snapshot that a new system starts from, in a folder that has none, and prints the number of rows
 * of each table as a JSON object.
 */
async function makeGenesis(backup: string, folder: string): Promise<void> {
  const { file } = await publishGenesis(new SnapshotStore(folder), backup);
  process.stdout.write(JSON.stringify(Object.fromEntries(rowCounts(file))));
}

const [backup, folder] = process.argv.slice(2);
if (backup === undefined || folder === undefined) throw new TypeError('usage: make-genesis BACKUP FOLDER');
try {
  await makeGenesis(backup, folder);
} catch (error) {
  if (!(error instanceof UnsuitableFileError)) throw error;
  process.stderr.write(error.message);
  process.exitCode = 1;
}
