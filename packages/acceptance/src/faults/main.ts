import { EngineError, StartError, temporaryFolder } from '@rideshare/local';
import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeHistory } from './history/json-lines.ts';
import { HELP, OptionError, parseOptions, type FaultsOptions } from './options.ts';
import { toReport } from './report/report.ts';
import { toAccusation, toText } from './report/text.ts';
import type { RunResult } from './run.ts';
import { runs } from './runtimes.ts';

const USAGE = 2;
const NOT_STARTED = 3;
const INTERRUPTED = 130;

function progress(line: string): void {
  process.stderr.write(`faults: ${line}\n`);
}

/** The first Ctrl-C ends the run in good order, the second one at once. */
function onInterrupt(): AbortSignal {
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (interrupt.signal.aborted) process.exit(INTERRUPTED);
      progress('stopping');
      interrupt.abort();
    });
  }
  return interrupt.signal;
}

async function tell(options: FaultsOptions, { history, rounds, violations }: RunResult): Promise<void> {
  const { seed, seconds, json } = options;
  const report = toReport({ seed, seconds, history, rounds, violations });
  const text = `${JSON.stringify(report, null, 2)}\n`;
  if (json === '-') process.stdout.write(text);
  else if (json !== undefined) await writeFile(json, text);
  process.stderr.write(toAccusation(violations));
  if (json !== '-') process.stdout.write(toText(report));
}

/** @returns the exit code */
async function faults(options: FaultsOptions): Promise<number> {
  const signal = onInterrupt();
  const folder = await temporaryFolder('rideshare-faults-');
  progress(`seed ${options.seed}, in ${folder.path}`);
  let worthKeeping = true;
  try {
    const result = await runs[options.runtime]({ ...options, dir: folder.path, progress, signal });
    worthKeeping = options.keep || result.violations.length > 0;
    if (worthKeeping) await writeHistory(result.history, join(folder.path, 'history.jsonl'));
    await tell(options, result);
    if (result.violations.length > 0) return 1;
    return signal.aborted ? INTERRUPTED : 0;
  } finally {
    if (worthKeeping) progress(`everything is kept in ${folder.path}`);
    else await folder.remove();
  }
}

try {
  const options = parseOptions(process.argv.slice(2), () => randomInt(2 ** 32));
  if (options.help) process.stdout.write(HELP);
  else process.exitCode = await faults(options);
} catch (error) {
  if (error instanceof OptionError) {
    progress(`${error.message} See --help.`);
    process.exitCode = USAGE;
  } else if (error instanceof StartError || error instanceof EngineError) {
    progress(error.message);
    process.exitCode = NOT_STARTED;
  } else {
    throw error;
  }
}
