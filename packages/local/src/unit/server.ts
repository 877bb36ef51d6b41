import type { RunningUnits } from './running.ts';

export interface RunningServer {
  url: string;
  port: number;
  /** Of the server process; another one after `restart`. */
  readonly pid: number;
  stop(): Promise<void>;
  /** Default SIGKILL, which it waits for. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Again on the same port and data, whether it runs or was killed. */
  restart(): Promise<void>;
}

export function runningServer(running: RunningUnits, url: string, port: number): RunningServer {
  return {
    url,
    port,
    get pid() {
      return running.pid;
    },
    stop: () => running.stop(),
    kill: (signal) => running.kill(signal),
    restart: () => running.restart(),
  };
}
