import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** How a process was called; empty when it is gone. */
export function commandLine(pid: number): string {
  return text(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

/** The environment that it was started with; empty when it is gone. */
export function environmentOf(pid: number): NodeJS.ProcessEnv {
  const entries = text(`/proc/${pid}/environ`).split('\0').filter(Boolean);
  return Object.fromEntries(
    entries.map((entry) => [entry.replace(/=.*/s, ''), entry.slice(entry.indexOf('=') + 1)]),
  );
}

/** Processes that belong to `dir`, see {@link isOf}; not this one. */
export function processesOf(dir: string): number[] {
  return allPids().filter((pid) => isOf(pid, dir));
}

/** Whether it works in `dir`, was called with it, or has it in its environment. */
export function isOf(pid: number, dir: string): boolean {
  return [text(`/proc/${pid}/environ`), commandLine(pid), cwd(pid)].some((place) => place.includes(dir));
}

/** Pids of the children of a process, ascending. */
export function childrenOf(parent: number): number[] {
  return allPids()
    .filter((pid) => new RegExp(`^PPid:\\s+${parent}$`, 'm').test(text(`/proc/${pid}/status`)))
    .sort((a, b) => a - b);
}

/** Whether it runs; a zombie does not. */
export function isRunning(pid: number): boolean {
  return /^State:\s+[^ZX]/m.test(text(`/proc/${pid}/status`));
}

/** Clock ticks between the machine's boot and its start, which tells it from a later process with its pid. */
export function startTime(pid: number): number | undefined {
  const stat = text(`/proc/${pid}/stat`);
  // The command's name before may hold spaces and brackets.
  const field = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return field === undefined ? undefined : Number(field);
}

/** Whether it was stopped by a signal and has not gone on. */
export function isFrozen(pid: number): boolean {
  return /^State:\s+T/m.test(text(`/proc/${pid}/status`));
}

function allPids(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => pid !== process.pid);
}

function text(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function cwd(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}
