import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/**
 * Held by one command at a time for a system's folder. It is a name in the kernel that goes with the process that
 * holds it, so that none is ever left over.
 */
export class CommandLock {
  readonly #path: string;
  readonly #server = createServer((socket) => socket.end(String(process.pid)));

  constructor(dir: string) {
    this.#path = `\0rideshare-command-${createHash('sha256').update(dir).digest('hex').slice(0, 32)}`;
  }

  /** False when another process holds it. */
  async take(): Promise<boolean> {
    this.#server.listen(this.#path).unref();
    try {
      await once(this.#server, 'listening');
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
      throw error;
    }
  }

  /** The pid of the process that holds it; empty when it has just let go. */
  async holder(): Promise<string> {
    const socket = connect(this.#path);
    let pid = '';
    try {
      for await (const chunk of socket) pid += String(chunk);
    } catch {
      return '';
    }
    return pid;
  }
}
