import { choosePorts } from '../system/ports.ts';
import type { SystemPlan } from '../system/plan.ts';
import type { Progress } from './progress.ts';

/** The plan that the environment asks for, with free ports; says which default ones were taken. */
export async function choosePlan(dir: string, progress: Progress): Promise<SystemPlan> {
  const host = process.env['HOST'] ?? '127.0.0.1';
  const { ports, notes } = await choosePorts(process.env, host);
  for (const note of notes) progress.say(`  ${note}`);
  return { dir, host, ports };
}
