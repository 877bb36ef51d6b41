import { EngineError, StartError } from '@rideshare/local';
import { startBareServer } from './bare.ts';
import { BenchTable } from './database.ts';
import { RIDES } from './dataset.ts';
import { BenchFailure } from './failure.ts';
import { measure } from './measure.ts';
import { measureNewSlave } from './new-slave/measure.ts';
import { HELP, parseOptions, type BenchOptions } from './options.ts';
import { newSlaveTable, toReport, toTable, type Report } from './report.ts';
import { readLoad, writeLoad } from './requests.ts';
import { enterSystem, STATE_DIR } from './system.ts';

const token = process.env['DBAAS_TOKEN'];
const credentials: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};

function progress(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}

async function compare(orchestrator: string, bare: string, options: BenchOptions): Promise<Report> {
  const { connections, seconds } = options;
  const figures = await measure(
    {
      reads: { target: readLoad('reads', orchestrator, credentials), connections },
      bareReads: { target: readLoad('bare reads', bare, {}), connections },
      writes: { target: writeLoad('writes', orchestrator, credentials), connections },
      bareWrites: { target: writeLoad('bare writes', bare, {}), connections },
      singleRead: { target: readLoad('single reads', orchestrator, credentials), connections: 1 },
      singleWrite: { target: writeLoad('single writes', orchestrator, credentials), connections: 1 },
    },
    seconds,
    progress,
  );
  return toReport(figures);
}

async function bench(options: BenchOptions): Promise<Report> {
  const system = await enterSystem(progress);
  try {
    const table = new BenchTable(system.orchestratorUrl, credentials);
    const bare = await startBareServer(STATE_DIR);
    try {
      progress(`loading ${RIDES} rides`);
      await table.load(RIDES);
      await table.compareWith(bare.url);
      return await compare(system.orchestratorUrl, bare.url, options);
    } finally {
      await bare.stop();
      await table
        .clear()
        .catch((error: unknown) => progress(`its rides stay in the database: ${String(error)}`));
    }
  } finally {
    await system.leave();
  }
}

async function result(options: BenchOptions): Promise<string> {
  const json = (report: object) => `${JSON.stringify(report, null, 2)}\n`;
  if (options.newSlave) {
    const report = await measureNewSlave(options, progress);
    return options.json ? json(report) : newSlaveTable(report);
  }
  const report = await bench(options);
  return options.json ? json(report) : toTable(report, options.connections);
}

try {
  const options = parseOptions(process.argv.slice(2));
  process.stdout.write(options.help ? HELP : await result(options));
} catch (error) {
  if (!(error instanceof BenchFailure || error instanceof StartError || error instanceof EngineError))
    throw error;
  progress(error.message);
  process.exitCode = 1;
}
