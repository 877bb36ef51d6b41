import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

const listening = '0A';

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function names(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function listeningSockets(port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((table) => readText(table).split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(suffix) === true && fields[3] === listening)
    .map((fields) => `socket:[${fields[9] ?? ''}]`);
}

/** Who listens on `port`, such as "nginx (pid 123)"; undefined when it cannot be known (another user's process). */
export function portHolder(port: number): string | undefined {
  const sockets = listeningSockets(port);
  if (sockets.length === 0) return undefined;
  const pid = names('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((name) =>
      names(`/proc/${name}/fd`).some((fd) => sockets.includes(linkOf(`/proc/${name}/fd/${fd}`))),
    );
  return pid === undefined ? undefined : `${basename(linkOf(`/proc/${pid}/exe`))} (pid ${pid})`;
}
