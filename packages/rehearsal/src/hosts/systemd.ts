import type { Host } from './host.ts';

type Inside = Pick<Host, 'run' | 'attempt'>;

/** Properties of a unit, as `systemctl show` tells them. */
export async function unitProperties<Property extends string>(
  host: Inside,
  name: string,
  properties: readonly Property[],
): Promise<Record<Property, string>> {
  const shown = await host.run('systemctl', 'show', `--property=${properties.join(',')}`, '--', name);
  const values = new Map(shown.split('\n').map((line) => splitOnce(line)));
  return Object.fromEntries(properties.map((property) => [property, values.get(property) ?? ''])) as Record<
    Property,
    string
  >;
}

function splitOnce(line: string): [string, string] {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}

/** Names of the units that have failed. */
export async function failedUnits(host: Inside): Promise<string[]> {
  const listed = await host.run('systemctl', 'list-units', '--state=failed', '--plain', '--no-legend');
  return listed
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')
    .filter((name) => name !== '');
}

const settled = ['running', 'degraded', 'maintenance'];

/** What systemd says of itself once it has started all that it starts at boot; undefined until then. */
export async function settledState(host: Inside): Promise<string | undefined> {
  const { output } = await host.attempt('systemctl', 'is-system-running', '--wait');
  const state = output.trim();
  return settled.includes(state) ? state : undefined;
}

/** Field 22 of proc(5)'s stat; what stands before is in parentheses, and may hold anything. */
export async function startOfInit(host: Inside): Promise<number> {
  const stat = await host.run('cat', '/proc/1/stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
}
