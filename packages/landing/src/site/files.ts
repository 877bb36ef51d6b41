import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { contentsOf } from './contents.ts';
import { render } from './markdown.ts';

const landing = join(import.meta.dirname, '..', '..');
const repository = join(landing, '..', '..');
const documentation = 'docs/api.md';

async function textsIn(folder: string, ending: string): Promise<[string, string][]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
  return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]));
}

async function inAssets(folder: string, ending: string): Promise<[string, string][]> {
  return (await textsIn(folder, ending)).map(([name, text]) => [`assets/${name}`, text]);
}

/** Puts the documentation into its page. */
async function filled(page: string): Promise<string> {
  const { html, headings } = render(documentation, await readFile(join(repository, documentation), 'utf8'));
  return page
    .replace('<!-- contents -->', () => contentsOf(headings))
    .replace('<!-- documentation -->', () => html);
}

/** Every file that is served, by its path below the root; the script as it was compiled last. */
export async function siteFiles(): Promise<Map<string, string>> {
  const pages = new Map(await textsIn(join(landing, 'pages'), '.html'));
  const api = pages.get('api.html');
  if (api !== undefined) pages.set('api.html', await filled(api));
  return new Map([
    ...pages,
    ...(await inAssets(join(landing, 'assets'), '')),
    ...(await inAssets(join(landing, 'build', 'browser'), '.js')),
  ]);
}
