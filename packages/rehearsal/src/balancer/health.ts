import type { HostName } from '../hosts/host.ts';
import type { Vantage } from '../network/vantage.ts';
import type { TargetHealth } from './balancer.ts';

/** Asks a URL and prints the status. */
const ask = `
  const answer = await fetch(process.argv[1], { redirect: 'manual', signal: AbortSignal.timeout(5_000) });
  console.log(answer.status);
`;

/** One health check as the load balancer makes it: only 200 is healthy. */
export async function checkHealth(from: Vantage, target: HostName, url: string): Promise<TargetHealth> {
  try {
    const answer = await from.run(process.execPath, '--input-type=module', '--eval', ask, '--', url);
    return { target, healthy: answer.trim() === '200', answer: answer.trim() };
  } catch (error) {
    return { target, healthy: false, answer: error instanceof Error ? error.message : String(error) };
  }
}
