import { readFileSync } from 'node:fs';

/** Names one process for all time: a pid alone is given out again after its process has ended. */
export interface ProcessIdentity {
  pid: number;
  /** Clock ticks between the machine's boot and the start of the process. */
  startTime: number;
  bootId: string;
}

interface ProcessStatus {
  state: string;
  startTime: number;
}

const BOOT_ID = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
const ENDED = new Set(['Z', 'X']);

/** Reads `/proc`: undefined when no such process exists, or only its unreaped rest (a zombie). */
export function identify(pid: number): ProcessIdentity | undefined {
  const status = processStatus(pid);
  if (status === undefined || ENDED.has(status.state)) return undefined;
  return { pid, startTime: status.startTime, bootId: BOOT_ID };
}

/** Whether this very process, and not a later one with its pid, is still running. */
export function isAlive(identity: ProcessIdentity): boolean {
  const found = identify(identity.pid);
  return found?.startTime === identity.startTime && found.bootId === identity.bootId;
}

/** Takes the fields out of a line of `/proc/<pid>/stat`; the command's name in it may hold spaces and brackets. */
export function parseStat(line: string): ProcessStatus | undefined {
  const [state, ...fields] = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const startTime = Number(fields[18]);
  return state === undefined || !Number.isSafeInteger(startTime) ? undefined : { state, startTime };
}

function processStatus(pid: number): ProcessStatus | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}
