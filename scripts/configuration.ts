import { readFile, writeFile } from 'node:fs/promises';
import { configMarkdown } from '@rideshare/common';
import { orchestratorConfig } from '@rideshare/orchestrator';
import { ridesConfig } from '@rideshare/rides';
import { usersConfig } from '@rideshare/users';
import { workerConfig } from '@rideshare/worker';
import { format, resolveConfig } from 'prettier';

/** Writes the README's configuration tables from the packages; with `--check` it only tells whether they stand. */
const README = new URL('../README.md', import.meta.url);
const PLACE = /(<!-- configuration -->\n)[\s\S]*?(<!-- \/configuration -->)/;

const tables = [
  ['orchestrator', configMarkdown(orchestratorConfig)],
  ['worker', configMarkdown(workerConfig)],
  ['users', configMarkdown(usersConfig)],
  ['rides', configMarkdown(ridesConfig)],
]
  .map(([name, table]) => `### ${name}\n\n${table}`)
  .join('\n\n');

const before = await readFile(README, 'utf8');
const filled = before.replace(PLACE, `$1\n${tables.trimEnd()}\n\n$2`);
const after = await format(filled, { ...(await resolveConfig(README)), parser: 'markdown' });

if (!process.argv.includes('--check')) {
  await writeFile(README, after);
} else if (before !== after) {
  console.error('The README does not show the configuration as it is: run npm run docs.');
  process.exitCode = 1;
}
