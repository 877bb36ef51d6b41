import { join } from 'node:path';
import { attempt } from '../program/run.ts';
import { parsePlan } from './parse-plan.ts';
import { PlanError } from './plan-error.ts';
import type { Plan } from './plan.ts';

const planExample = join(import.meta.dirname, '../../../../scripts/lib/plan-example');

/**
 * Plans the example deployment of terraform/tests, which takes Terraform and its provider but no account.
 *
 * @throws {@link PlanError} when Terraform cannot be run, or the plan is not one that can be rehearsed
 */
export async function readPlan(): Promise<Plan> {
  const { code, output, complaint } = await attempt(planExample);
  // Terraform tells in its output why a plan fails.
  if (output === '') throw new PlanError(`Terraform has ended with ${code}. ${complaint.trim()}`);
  return parsePlan(output);
}
