import type { AccessLogEntry } from './balancer.ts';

type Logged = Record<keyof AccessLogEntry, string>;

/** What nginx has written as `balancerConfiguration` tells it to. A line that it has not finished counts for nothing. */
export function parseAccessLog(text: string): AccessLogEntry[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Logged)
    .map((logged) => ({
      ...logged,
      at: Number(logged.at) * 1000,
      target: logged.target as AccessLogEntry['target'],
      status: Number(logged.status),
    }));
}
