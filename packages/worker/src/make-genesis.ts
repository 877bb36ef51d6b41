import { publishGenesis } from './snapshot/genesis.ts';
import { rowCounts } from './snapshot/row-counts.ts';
import { SnapshotStore } from './snapshot/store.ts';

const [backup, folder] = process.argv.slice(2);
if (backup === undefined || folder === undefined) throw new TypeError('usage: make-genesis BACKUP FOLDER');

/**
 * Makes of a backup the snapshot that a new system starts from, in a folder that has none, and prints the number of rows
 * of each table as a JSON object.
 */
const { file } = await publishGenesis(new SnapshotStore(folder), backup);
process.stdout.write(JSON.stringify(Object.fromEntries(rowCounts(file))));
