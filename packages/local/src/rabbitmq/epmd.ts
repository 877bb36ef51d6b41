import { probe } from '../ports/probe.ts';
import type { Unit } from '../unit/unit.ts';

/** Erlang's name server, one of our own for each broker, so that no shared daemon is left behind. */
export function epmdUnit(options: { logFile: string; port: number }): Unit {
  const namesRequest = Buffer.from([0, 1, 'n'.charCodeAt(0)]);
  return {
    name: 'epmd',
    command: 'epmd',
    args: ['-port', String(options.port), '-address', '127.0.0.1'],
    env: { PATH: process.env['PATH'] },
    logFile: options.logFile,
    address: `127.0.0.1:${options.port}`,
    ready: async () => {
      await probe(options.port, namesRequest);
    },
    startTimeoutMs: 10_000,
    stopSignal: 'SIGTERM',
    graceMs: 2000,
  };
}
