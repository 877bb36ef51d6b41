import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface LogLine {
  msg: string;
  /** Who wrote the line. */
  pid: number;
  /** The process of the pool that it tells of. */
  process?: number;
  port?: number;
  code?: number | null;
  signal?: string | null;
}

const running = new Set<RunningService>();

/** Ends what a test left behind. */
export async function endAll(): Promise<void> {
  await Promise.all([...running].map((service) => service.kill()));
}

/** A fixture as a real process, with its pool if it has one, watched through its log. */
export class RunningService {
  readonly primary: ChildProcess;
  readonly exited: Promise<number | null>;
  /** Nobody is left who could write to the log: neither the primary nor any process of its pool. */
  readonly outputEnded: Promise<unknown>;
  readonly log: LogLine[] = [];
  #woken = Promise.withResolvers<undefined>();

  constructor(env: Record<string, string> = {}, fixture = 'service.ts') {
    const program = fileURLToPath(new URL(`../fixtures/${fixture}`, import.meta.url));
    this.primary = spawn(process.execPath, [program], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.add(this);
    this.exited = once(this.primary, 'exit').then(([code]) => {
      running.delete(this);
      return code as number | null;
    });
    const { stdout } = this.primary;
    if (!stdout) throw new Error('no output');
    this.outputEnded = once(stdout, 'close');
    createInterface(stdout).on('line', (line) => {
      this.log.push(JSON.parse(line) as LogLine);
      this.#woken.resolve(undefined);
      this.#woken = Promise.withResolvers();
    });
  }

  /** Resolves with the lines that match, as soon as there are so many. */
  async lines(count: number, matches: (line: LogLine) => boolean): Promise<LogLine[]> {
    for (;;) {
      const found = this.log.filter(matches);
      if (found.length >= count) return found;
      await this.#woken.promise;
    }
  }

  /** Process ids of the pool in the order they came to serve, as soon as there are so many. */
  async serving(count: number): Promise<number[]> {
    const lines = await this.lines(count, ({ msg }) => msg === 'process serves');
    return lines.map((line) => line.process ?? NaN);
  }

  async ended(pid: number): Promise<LogLine> {
    const [line] = await this.lines(1, ({ msg, process }) => msg === 'process ended' && process === pid);
    if (!line) throw new Error('unreachable');
    return line;
  }

  /** Where the process listens that came to serve last. */
  async url(path = ''): Promise<string> {
    const newest = (await this.serving(1)).at(-1);
    const [line] = await this.lines(1, ({ msg, pid }) => msg === 'listening' && pid === newest);
    return `http://127.0.0.1:${line?.port ?? NaN}${path}`;
  }

  signal(signal: NodeJS.Signals): void {
    this.primary.kill(signal);
  }

  async kill(): Promise<void> {
    this.primary.kill('SIGKILL');
    await this.exited;
  }
}
