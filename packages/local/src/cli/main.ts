import { parseArgs } from 'node:util';
import { reason } from '../process/errors.ts';
import { exitCode } from './exit-code.ts';

function parseFlags(known: readonly string[]): ReadonlySet<string> {
  const options = Object.fromEntries(known.map((flag) => [flag, { type: 'boolean' as const }]));
  const { values } = parseArgs({ options, strict: true });
  return new Set(Object.keys(values));
}

/**
 * Runs a command with the flags it was given and ends the process with the code it returns; 2 when a flag is not
 * among `known`, 1 and the error's sentence when it throws.
 */
export async function runCommand(
  known: readonly string[],
  command: (flags: ReadonlySet<string>) => Promise<number>,
): Promise<never> {
  let flags: ReadonlySet<string>;
  try {
    flags = parseFlags(known);
  } catch (error) {
    process.stderr.write(`${reason(error)}\n`);
    process.exit(exitCode.usage);
  }
  let code: number;
  try {
    code = await command(flags);
  } catch (error) {
    process.stderr.write(`\n${reason(error)}\n`);
    code = exitCode.failed;
  }
  process.exit(code);
}
