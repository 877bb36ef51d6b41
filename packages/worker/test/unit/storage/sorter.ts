/**
 * Sorts more than a connection's cache holds, and prints which temporary files that took: `node sorter.ts DATABASE
 * FOLDER`, the folder being the one for temporary files.
 */
import { readdirSync, readlinkSync } from 'node:fs';
import { keepTemporaryFilesIn, openReader } from '../../../src/storage/connection.ts';

const [file = '', folder = ''] = process.argv.slice(2);
keepTemporaryFilesIn(folder);
const rows = openReader(file).prepare('SELECT text FROM long ORDER BY text').iterate();
rows.next();
for (const fd of readdirSync('/proc/self/fd')) {
  try {
    const path = readlinkSync(`/proc/self/fd/${fd}`);
    if (path.endsWith(' (deleted)')) console.log(path);
  } catch {
    // The descriptor by which the folder was read.
  }
}
rows.return?.();
