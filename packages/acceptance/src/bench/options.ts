import { parseArgs } from 'node:util';
import { BenchFailure } from './failure.ts';

export const HELP = `Measures the running system against a bare Express + SQLite server.

npm run bench -- [options]

  --json             print one JSON object to stdout instead of a table
  --seconds N        seconds of load behind each figure (default 10)
  --connections N    connections of the concurrent figures (default 64)
  --new-slave        measure instead how soon a new slave of a large database answers, in a system of its own;
                     --seconds is then the length of the load meanwhile (default 20)
  --rides N          rides that the large database holds (default 1000000)
  --runtime NAME     what that system runs as: process or docker (default process)
  --help             show this text

Starts the system with ./scripts/up --process when it is not up, and takes it down again.
DBAAS_TOKEN is sent to the orchestrator when it is set. Exits 1 when an answer is not 2xx.
`;

export const runtimeNames = ['process', 'docker'] as const;

export type RuntimeName = (typeof runtimeNames)[number];

export interface BenchOptions {
  json: boolean;
  help: boolean;
  /** Seconds of load behind each figure, spread over its slices. */
  seconds: number;
  /** Connections of the concurrent figures; the single ones have one. */
  connections: number;
  /** Measure a new slave instead. */
  newSlave: boolean;
  /** Rides in the database that the new slave joins. */
  rides: number;
  /** What the system of the new slave runs as. */
  runtime: RuntimeName;
}

/** @throws BenchFailure that names the wrong option. */
export function parseOptions(args: string[]): BenchOptions {
  const { json, help, seconds, connections, rides, runtime, 'new-slave': newSlave } = parse(args);
  return {
    json,
    help,
    seconds: positive('--seconds', seconds ?? (newSlave ? '20' : '10')),
    connections: Math.ceil(positive('--connections', connections)),
    newSlave,
    rides: Math.ceil(positive('--rides', rides)),
    runtime: runtimeOf(runtime, newSlave),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        seconds: { type: 'string' },
        connections: { type: 'string', default: '64' },
        'new-slave': { type: 'boolean', default: false },
        rides: { type: 'string', default: '1000000' },
        runtime: { type: 'string', default: 'process' },
      },
    }).values;
  } catch (cause) {
    throw new BenchFailure(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function runtimeOf(text: string, newSlave: boolean): RuntimeName {
  const found = runtimeNames.find((name) => name === text);
  if (found === undefined)
    throw new BenchFailure(`--runtime must be ${runtimeNames.join(' or ')}, not "${text}"`);
  if (found === 'docker' && !newSlave) throw new BenchFailure('--runtime docker is for --new-slave only');
  return found;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 100_000_000))
    throw new BenchFailure(`${name} must be a positive number, not "${text}"`);
  return value;
}
