import { PlanError } from './plan-error.ts';
import type { Plan } from './plan.ts';
import { readReach } from './reach.ts';
import { Resources, type PlannedResource } from './resources.ts';
import { readRouting } from './routing.ts';

type Outputs = Record<string, { after?: unknown }>;

/** A line of `terraform test -json`, of the kinds that matter here. */
type Message =
  | { type: 'test_plan'; test_plan: { resource_changes: PlannedResource[]; output_changes: Outputs } }
  | { type: 'test_summary'; test_summary: { status: string } }
  | { type: 'diagnostic'; diagnostic: { severity: string; summary: string; detail: string } };

const isPlan = (message: Message) => message.type === 'test_plan';
const isPass = (message: Message) =>
  message.type === 'test_summary' && message.test_summary.status === 'pass';

function complaintsOf(messages: readonly Message[]): string {
  return messages
    .filter((message) => message.type === 'diagnostic')
    .map(({ diagnostic }) => `${diagnostic.summary}: ${diagnostic.detail}`)
    .join('\n');
}

function adminCidrsOf({ admin_cidrs }: Outputs): string[] {
  const cidrs = admin_cidrs?.after;
  if (!Array.isArray(cidrs)) throw new PlanError('the plan has no output admin_cidrs');
  return cidrs.map(String);
}

/**
 * @param output of `terraform test -json -verbose` with a single run, whose command is plan
 * @throws {@link PlanError} when the run has not passed, or plans what has no equal in a rehearsal
 */
export function parsePlan(output: string): Plan {
  const messages = output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Message);
  const plan = messages.find(isPlan)?.test_plan;
  if (plan === undefined || !messages.some(isPass)) {
    throw new PlanError(`Terraform has not made a plan. ${complaintsOf(messages)}`);
  }
  const resources = new Resources(plan.resource_changes);
  return {
    ...readRouting(resources),
    reach: readReach(resources),
    adminCidrs: adminCidrsOf(plan.output_changes),
    outputs: Object.keys(plan.output_changes),
  };
}
