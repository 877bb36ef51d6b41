import type { Host } from '../../hosts/host.ts';

/** Where a secret was found: a line each, or a file; never the secret itself. */
export type Exposure = string;

// Nothing notes this in a log, as it does a login by `runuser`.
const asNobody = ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', '--'];

/** In arguments of processes, which any user of the host can list. */
export async function inArguments(host: Host, secret: string): Promise<Exposure[]> {
  const listed = await host.run('ps', '-eww', '-o', 'comm=,args=');
  return linesWith(listed, secret).map((line) => line.split(' ')[0] ?? '');
}

/** In the journal, with what it notes of those who write to it, and in the other logs. */
export async function inLogs(host: Host, secret: string): Promise<Exposure[]> {
  const journal = await host.attempt(
    ...['sh', '-c', 'journalctl --no-pager --output export | grep --text --count --fixed-strings -e "$1"'],
    ...['sh', secret],
  );
  const lines = Number(journal.output);
  const files = await filesWith(host, secret, ['/var/log'], '--exclude-dir=journal');
  return [...(lines > 0 ? [`${lines} lines of the journal`] : []), ...files];
}

/** In files that a user without any rights can read. */
export function inReadableFiles(host: Host, secret: string): Promise<Exposure[]> {
  const folders = ['/etc', '/home', '/opt', '/root', '/run', '/srv', '/tmp', '/usr/local', '/var'];
  return filesWith({ attempt: (...command) => host.attempt(...asNobody, ...command) }, secret, folders);
}

/** In what systemd tells everybody of its units. */
export async function inUnits(host: Host, secret: string): Promise<Exposure[]> {
  const told = await host.run(...asNobody, 'systemctl', 'show', '--no-pager', '*');
  return linesWith(told, secret).map((line) => line.split('=')[0] ?? '');
}

interface Inspected {
  Name: string;
  Config: object;
}

/** In what the engine tells of its containers, but for their environment. */
export async function inContainers(host: Host, secret: string): Promise<Exposure[]> {
  const ids = (await host.run('docker', 'ps', '--all', '--quiet')).split('\n').filter((id) => id !== '');
  const containers = JSON.parse(await host.run('docker', 'inspect', ...ids)) as Inspected[];
  return containers
    .filter(({ Config, ...others }) => JSON.stringify({ ...others, ...Config, Env: [] }).includes(secret))
    .map(({ Name }) => Name);
}

const rootsFolders = ['/etc', '/home', '/root', '/run', '/tmp', '/usr/local', '/var/tmp'];

/** With the environments of containers, and of what it starts in them. */
const theEngines = ['--exclude-dir=containerd', '--exclude=runc-process*'];

/** In any file at all, but for logs and what the engine keeps. */
export function inFiles(host: Host, secret: string): Promise<Exposure[]> {
  return filesWith(host, secret, rootsFolders, ...theEngines);
}

/** In files whose owner or mode is another than that of a secret. */
export async function inLooseFiles(host: Host, secret: string): Promise<Exposure[]> {
  const files = await inFiles(host, secret);
  const modes = await Promise.all(
    files.map(async (file) => `${(await host.run('stat', '--format', '%a %U %G', file)).trim()} ${file}`),
  );
  return modes.filter((mode) => !mode.startsWith('600 root root '));
}

function linesWith(text: string, secret: string): string[] {
  return text.split('\n').filter((line) => line.includes(secret));
}

/** Devices are none, and what cannot be read is passed over. */
async function filesWith(
  host: Pick<Host, 'attempt'>,
  secret: string,
  folders: readonly string[],
  ...options: string[]
): Promise<string[]> {
  const search = ['grep', '--recursive', '--files-with-matches', '--no-messages', '--devices=skip'];
  const { output } = await host.attempt(
    ...search,
    ...options,
    '--fixed-strings',
    '-e',
    secret,
    '--',
    ...folders,
  );
  return output.split('\n').filter((file) => file !== '');
}
