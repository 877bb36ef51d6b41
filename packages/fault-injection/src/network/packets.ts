import { NetworkNamespace } from './namespace.ts';

/** `lost`: nobody is told. `refused`: whoever sends one gets a reset, which ends the connection. */
export type Fate = 'lost' | 'refused';

/** The resets themselves pass. */
const verdicts: Record<Fate, string> = {
  lost: '-j DROP',
  refused: '! --tcp-flags RST RST -j REJECT --reject-with tcp-reset',
};

/**
 * Lets no packet pass any more between the network namespace of a process and this TCP port of anybody else, either way.
 * @returns what lifts that; calling it again does nothing
 * @throws Error when the process is gone, without root, or without iptables
 */
export async function blockPort(pid: number, port: number, fate: Fate): Promise<() => Promise<void>> {
  const namespace = await NetworkNamespace.of(pid);
  const change = (flag: '-I' | '-D') => {
    const rules = [`OUTPUT -p tcp --dport ${port}`, `INPUT -p tcp --sport ${port}`];
    const lines = ['*filter', ...rules.map((rule) => `${flag} ${rule} ${verdicts[fate]}`), 'COMMIT', ''];
    return namespace.run('iptables-restore', ['--wait', '--noflush'], lines.join('\n'));
  };
  try {
    await change('-I');
  } catch (error) {
    await namespace.close();
    throw error;
  }
  let lifting: Promise<void> | undefined;
  return () => (lifting ??= change('-D').then(() => namespace.close()));
}
