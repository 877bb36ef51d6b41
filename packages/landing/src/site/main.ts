import { join } from 'node:path';
import { siteFiles } from './files.ts';
import { writeFiles } from './write.ts';

/** Makes the site in `dist/`, the folder that is served. */
await writeFiles(join(import.meta.dirname, '..', '..', 'dist'), await siteFiles());
