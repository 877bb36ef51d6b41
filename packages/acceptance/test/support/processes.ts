import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** How a process was called; empty when it is gone. */
export function commandLine(pid: number): string {
  return text(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

/** Processes that work in `dir`, were called with it, or have it in their environment; not this one. */
export function processesOf(dir: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => pid !== process.pid)
    .filter((pid) =>
      [text(`/proc/${pid}/environ`), commandLine(pid), cwd(pid)].some((place) => place.includes(dir)),
    );
}

/** Whether it runs; a zombie does not. */
export function isRunning(pid: number): boolean {
  return /^State:\s+[^ZX]/m.test(text(`/proc/${pid}/status`));
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

/** Pids of the children of a process, ascending. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => new RegExp(`^PPid:\\s+${parent}$`, 'm').test(text(`/proc/${pid}/status`)))
    .sort((a, b) => a - b);
}
