import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { openWriter } from '../../../src/storage/connection.ts';
import { scratchFiles } from './scratch.ts';

const SORTER = fileURLToPath(new URL('sorter.ts', import.meta.url));

describe('A connection that reads', () => {
  const newFile = scratchFiles();

  it('sorts what there may be no memory for in the folder of the copy', () => {
    const file = newFile();
    const folder = join(dirname(file), 'temporary');
    mkdirSync(folder);
    const db = openWriter(file);
    db.exec(`
      CREATE TABLE long (text TEXT);
      WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 45000)
      INSERT INTO long SELECT printf('%d %01000d', i * 7919 % 45000, i) FROM n;
    `);
    db.close();
    const files = execFileSync(process.execPath, [SORTER, file, folder], { encoding: 'utf8' }).trim();
    expect(files).to.match(new RegExp(`^${folder}/`));
  });
});
