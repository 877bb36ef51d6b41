import { startBareServer } from './bare.ts';
import { BenchTable } from './database.ts';
import { RIDES } from './dataset.ts';
import { BenchFailure } from './failure.ts';
import type { Target } from './load.ts';
import { measure } from './measure.ts';
import { HELP, parseOptions, type BenchOptions } from './options.ts';
import { toReport, toTable, type Report } from './report.ts';
import { READ_PATH, readBody, WRITE_PATH, writeBody } from './requests.ts';
import { enterSystem, STATE_DIR } from './system.ts';

const token = process.env['DBAAS_TOKEN'];
const credentials: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};

function progress(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}

function reads(name: string, base: string, headers: Record<string, string>): Target {
  return { name, url: base + READ_PATH, headers, body: readBody };
}

function writes(name: string, base: string, headers: Record<string, string>): Target {
  return { name, url: base + WRITE_PATH, headers, body: writeBody };
}

async function compare(orchestrator: string, bare: string, options: BenchOptions): Promise<Report> {
  const { connections, seconds } = options;
  const figures = await measure(
    {
      reads: { target: reads('reads', orchestrator, credentials), connections },
      bareReads: { target: reads('bare reads', bare, {}), connections },
      writes: { target: writes('writes', orchestrator, credentials), connections },
      bareWrites: { target: writes('bare writes', bare, {}), connections },
      singleRead: { target: reads('single reads', orchestrator, credentials), connections: 1 },
      singleWrite: { target: writes('single writes', orchestrator, credentials), connections: 1 },
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
      await table.load();
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

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
  } else {
    const report = await bench(options);
    process.stdout.write(
      options.json ? `${JSON.stringify(report, null, 2)}\n` : toTable(report, options.connections),
    );
  }
} catch (error) {
  if (!(error instanceof BenchFailure)) throw error;
  progress(error.message);
  process.exitCode = 1;
}
