import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readlink, type FileHandle } from 'node:fs/promises';

/** Where the file that tells the namespace is in the child. */
const NAMESPACE = '/proc/self/fd/3';

/**
 * The network namespace that a process of a container lives in. It is held open: what was done in it can be undone after
 * the end of that process too, and is done to no other that gets its pid.
 */
export class NetworkNamespace {
  readonly #file: FileHandle;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** @throws Error when the process is gone, or lives in the same one as this process */
  static async of(pid: number): Promise<NetworkNamespace> {
    const place = `/proc/${pid}/ns/net`;
    const file = await open(place);
    if ((await readlink(place)) !== (await readlink('/proc/self/ns/net'))) return new NetworkNamespace(file);
    await file.close();
    throw new Error(`process ${pid} shares the network of this one`);
  }

  /** Runs a command in it, which needs root. @returns what it printed @throws Error with what it complained of */
  async run(command: string, args: readonly string[], input = ''): Promise<string> {
    const child = spawn('nsenter', [`--net=${NAMESPACE}`, '--', command, ...args], {
      env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` },
      stdio: ['pipe', 'pipe', 'pipe', this.#file.fd],
    });
    const [, out, err] = child.stdio;
    if (child.stdin === null || !out || !err) throw new Error(`${command} has no output`);
    const said = { out: '', err: '' };
    out.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
    err.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`${command} failed: ${said.err.trim()}`);
    return said.out;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
