import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Local ports of the IPv4 TCP connections that a process holds, by `/proc`; empty when it is gone. */
export function localPortsOf(pid: number): Set<number> {
  const inodes = socketInodes(pid);
  const ports = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => inodes.has(fields[9] ?? ''))
    .map(([, local = '']) => Number.parseInt(local.split(':')[1] ?? '', 16));
  return new Set(ports);
}

function socketInodes(pid: number): Set<string> {
  const folder = `/proc/${pid}/fd`;
  return new Set(
    descriptors(folder).flatMap((fd) => /^socket:\[(\d+)\]$/.exec(target(`${folder}/${fd}`))?.[1] ?? []),
  );
}

function descriptors(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function target(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}
