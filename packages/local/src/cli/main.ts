import { parseArgs } from 'node:util';
import { reason } from '../process/errors.ts';
import { exitCode } from './exit-code.ts';

/** The command was given what it does not take. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Given {
  flags: ReadonlySet<string>;
  /** As many as the command has operands. */
  operands: string[];
}

function parse(known: readonly string[], operands: readonly string[]): Given {
  const options = Object.fromEntries(known.map((flag) => [flag, { type: 'boolean' as const }]));
  const { values, positionals } = parseArgs({ options, strict: true, allowPositionals: operands.length > 0 });
  if (positionals.length !== operands.length) throw new Error(`Give one ${operands.join(' and one ')}.`);
  return { flags: new Set(Object.keys(values)), operands: positionals };
}

/**
 * Runs a command with what it was given and ends the process with the code it returns; 2 when a flag is not
 * among `known`, there are not as many arguments as `operands`, or it throws a {@link UsageError}; 1 and the error's
 * sentence when it throws another.
 */
export async function runCommand(
  known: readonly string[],
  command: (given: Given) => Promise<number>,
  operands: readonly string[] = [],
): Promise<never> {
  let given: Given;
  try {
    given = parse(known, operands);
  } catch (error) {
    process.stderr.write(`${reason(error)}\n`);
    process.exit(exitCode.usage);
  }
  let code: number;
  try {
    code = await command(given);
  } catch (error) {
    process.stderr.write(`\n${reason(error)}\n`);
    code = error instanceof UsageError ? exitCode.usage : exitCode.failed;
  }
  process.exit(code);
}
