import { exitCode } from './exit-code.ts';
import { runCommand } from './main.ts';
import { systemFolder } from './place.ts';
import { notRunning } from './report.ts';
import { duration, table } from './table.ts';
import { waysIn } from './ways.ts';
import type { Report } from './report.ts';
import type { PartHealth } from '../system/health.ts';

async function report(): Promise<Report> {
  for (const way of waysIn(systemFolder())) {
    const found = await way.report();
    if (found) return found;
  }
  return notRunning;
}

function print({ state, troubles, parts, workers }: Report): void {
  if (state === 'not running') {
    console.log('RideShare is not running: ./scripts/up starts it.');
    return;
  }
  const uptime = (part: PartHealth) => (part.uptimeSeconds === null ? '-' : duration(part.uptimeSeconds));
  const partRows = parts.map((part) => [
    part.name,
    part.state,
    String(part.pid ?? '-'),
    uptime(part),
    part.address,
  ]);
  if (parts.length > 0) console.log(`${table(['PART', 'STATE', 'PID', 'UPTIME', 'ADDRESS'], partRows)}\n`);
  const workerRows = workers.map(({ id, role, pid, offset, lag }) => [
    id,
    role,
    String(pid),
    String(offset),
    String(lag),
  ]);
  if (workers.length > 0) console.log(`${table(['WORKER', 'ROLE', 'PID', 'OFFSET', 'LAG'], workerRows)}\n`);
  console.log(
    state === 'running' ? 'RideShare is running.' : `RideShare is degraded: ${troubles.join('; ')}.`,
  );
}

await runCommand(['json'], async ({ flags }) => {
  const result = await report();
  if (flags.has('json')) console.log(JSON.stringify(result, undefined, 2));
  else print(result);
  return { running: exitCode.ok, degraded: exitCode.failed, 'not running': exitCode.notRunning }[
    result.state
  ];
});
