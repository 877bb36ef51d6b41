import { parseArgs } from 'node:util';
import { BenchFailure } from './failure.ts';

export const HELP = `Measures the running system against a bare Express + SQLite server.

npm run bench -- [options]

  --json             print one JSON object to stdout instead of a table
  --seconds N        seconds of load behind each figure (default 10)
  --connections N    connections of the concurrent figures (default 64)
  --help             show this text

Starts the system with ./scripts/up when it is not up, and takes it down again.
DBAAS_TOKEN is sent to the orchestrator when it is set. Exits 1 when an answer is not 2xx.
`;

export interface BenchOptions {
  json: boolean;
  help: boolean;
  /** Seconds of load behind each figure, spread over its slices. */
  seconds: number;
  /** Connections of the concurrent figures; the single ones have one. */
  connections: number;
}

/** @throws BenchFailure that names the wrong option. */
export function parseOptions(args: string[]): BenchOptions {
  const { json, help, seconds, connections } = parse(args);
  return {
    json,
    help,
    seconds: positive('--seconds', seconds),
    connections: Math.ceil(positive('--connections', connections)),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        seconds: { type: 'string', default: '10' },
        connections: { type: 'string', default: '64' },
      },
    }).values;
  } catch (cause) {
    throw new BenchFailure(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 10_000))
    throw new BenchFailure(`${name} must be a positive number, not "${text}"`);
  return value;
}
