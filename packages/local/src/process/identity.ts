import { readFileSync, readdirSync } from 'node:fs';

/** A process, told apart from a later one with the same pid by its start time (clock ticks since boot). */
export interface ProcessIdentity {
  pid: number;
  startTime: number;
}

interface Stat extends ProcessIdentity {
  state: string;
  group: number;
}

function readStat(pid: number): Stat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The command name is in parentheses and may itself hold spaces and parentheses.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { pid, state: fields[0] ?? '', group: Number(fields[2]), startTime: Number(fields[19]) };
}

function running(stat: Stat | undefined): stat is Stat {
  return stat !== undefined && stat.state !== 'Z' && stat.state !== 'X';
}

/** Who has this pid now; undefined when nobody runs under it. */
export function identify(pid: number): ProcessIdentity | undefined {
  const stat = readStat(pid);
  return running(stat) ? { pid, startTime: stat.startTime } : undefined;
}

/** Whether that very process still runs; a zombie does not. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startTime === identity.startTime;
}

/** What is left of the process group that `leader` led, itself included. Empty when its pid belongs to somebody else now. */
export function groupMembers(leader: ProcessIdentity): ProcessIdentity[] {
  const holder = readStat(leader.pid);
  if (holder !== undefined && holder.startTime !== leader.startTime) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => running(stat))
    .filter((stat) => stat.group === leader.pid && stat.startTime >= leader.startTime)
    .map(({ pid, startTime }) => ({ pid, startTime }));
}

/** Changes with every boot, so that identities of an earlier one are known to be gone. */
export function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
