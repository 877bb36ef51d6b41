import type { Change, HostRecap } from './playbook.ts';

const header = /^(?:TASK|RUNNING HANDLER) \[(?<task>.*)\] \*+$/;
const changed = /^changed: \[(?<host>[^\]\s]+)/;
const recapLine = /^(?<host>\S+)\s+: (?<counts>ok=\d+ .*)$/;
const none: HostRecap = { ok: 0, changed: 0, unreachable: 0, failed: 0, skipped: 0, rescued: 0, ignored: 0 };

/** What the recap at the end says of each host. */
export function recapOf(output: string): Record<string, HostRecap> {
  const recap: Record<string, HostRecap> = {};
  for (const line of output.slice(output.lastIndexOf('\nPLAY RECAP ')).split('\n')) {
    const { host, counts = '' } = recapLine.exec(line)?.groups ?? {};
    if (host !== undefined) recap[host] = { ...none, ...countsOf(counts) };
  }
  return recap;
}

function countsOf(text: string): Partial<HostRecap> {
  const counts = [...text.matchAll(/(\w+)=(\d+)/g)];
  return Object.fromEntries(counts.map(([, name = '', count]) => [name, Number(count)] as const));
}

/** The tasks that changed something, as they came; a task with a loop comes once for each host. */
export function changesOf(output: string): Change[] {
  const found = new Map<string, Change>();
  let task = '';
  for (const line of output.split('\n')) {
    task = header.exec(line)?.groups?.['task'] ?? task;
    const { host } = changed.exec(line)?.groups ?? {};
    if (host !== undefined) found.set(`${host} ${task}`, { host, task });
  }
  return [...found.values()];
}
