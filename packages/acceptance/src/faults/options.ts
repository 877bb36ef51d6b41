import { parseArgs } from 'node:util';
import { kindsOf, runtimeNames, type RuntimeName } from './runtimes.ts';

const kindLines = runtimeNames.map((name) => `Kinds with --runtime ${name}: ${kindsOf[name].join(', ')}.`);

export const HELP = `Runs a load against a system of its own, strikes it by a seeded schedule, and checks every promise.

npm run faults -- [options]

  --seconds N        how long it strikes (default 120)
  --seed N           of schedule and load (default: a new one, which is printed)
  --json FILE        write the findings to FILE as JSON; "-" is standard output
  --only KIND,KIND   only these kinds of strikes
  --clients N        clients of the load (default 16)
  --runtime NAME     what the system runs as: ${runtimeNames.join(' or ')} (default ${runtimeNames[0]})
  --keep             keep the folder of the system, with its logs and copies
  --help             show this text

${kindLines.join('\n\n')}

Exits 0 when all promises were kept, 1 when one was broken (the folder is kept then), 2 when an option is wrong,
3 when the system could not be started, 130 when it was interrupted.
`;

export interface FaultsOptions {
  help: boolean;
  seconds: number;
  seed: number;
  json: string | undefined;
  runtime: RuntimeName;
  /** Kinds of strikes. */
  only: readonly string[];
  clients: number;
  keep: boolean;
}

/** An option is wrong; the message says which and how. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

const MAX_SEED = 2 ** 32 - 1;

/** @throws {@link OptionError} */
export function parseOptions(args: string[], newSeed: () => number): FaultsOptions {
  const { help, seconds, seed, json, only, clients, runtime: name, keep } = parse(args);
  if (json === '') throw new OptionError('--json needs the name of a file.');
  const runtime = runtimeOf(name);
  return {
    help,
    seconds: wholeNumber('--seconds', seconds, 1, 86_400),
    seed: seed === undefined ? newSeed() : wholeNumber('--seed', seed, 0, MAX_SEED),
    json,
    runtime,
    only: only === undefined ? kindsOf[runtime] : chosenKinds(only, runtime),
    clients: wholeNumber('--clients', clients, 2, 256),
    keep,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean', default: false },
        seconds: { type: 'string', default: '120' },
        seed: { type: 'string' },
        json: { type: 'string' },
        only: { type: 'string' },
        clients: { type: 'string', default: '16' },
        runtime: { type: 'string', default: runtimeNames[0] },
        keep: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new OptionError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new OptionError(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
}

function runtimeOf(text: string): RuntimeName {
  const found = runtimeNames.find((name) => name === text);
  if (found !== undefined) return found;
  throw new OptionError(`--runtime must be ${runtimeNames.join(' or ')}, not "${text}".`);
}

function chosenKinds(list: string, runtime: RuntimeName): string[] {
  const known = kindsOf[runtime];
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return names;
  throw new OptionError(
    `--only does not know "${unknown.join('", "')}" with --runtime ${runtime}; there are: ${known.join(', ')}.`,
  );
}
