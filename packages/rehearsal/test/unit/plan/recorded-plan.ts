import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Recorded {
  type: string;
  index?: string;
  change: { after: Record<string, unknown> };
}

type Message = { type: string; test_plan?: { resource_changes: Recorded[] } };

const recorded = readFileSync(join(import.meta.dirname, 'recorded-plan.jsonl'), 'utf8');

const linesOf = (messages: readonly object[]) =>
  messages.map((message) => `${JSON.stringify(message)}\n`).join('');

/** Messages of `terraform test -json -verbose` about the example deployment, with the resources that matter. */
export function recordedMessages(): Message[] {
  return recorded
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Message);
}

/** What Terraform told, as it printed it, of a plan with other resources. */
export function recordedPlan(change = (resources: Recorded[]) => resources): string {
  return linesOf(
    recordedMessages().map(({ test_plan: plan, ...message }) =>
      plan === undefined
        ? message
        : { ...message, test_plan: { ...plan, resource_changes: change(plan.resource_changes) } },
    ),
  );
}

/** The same, with other attributes of the resources of a type. */
export function recordedPlanWith(type: string, attributes: Record<string, unknown>): string {
  return recordedPlan((resources) =>
    resources.map((resource) => (resource.type === type ? withAttributes(resource, attributes) : resource)),
  );
}

export function withAttributes(resource: Recorded, attributes: Record<string, unknown>): Recorded {
  return { ...resource, change: { after: { ...resource.change.after, ...attributes } } };
}

/** What Terraform told instead of a plan. */
export function recordedFailure(diagnostic: { severity: string; summary: string; detail: string }): string {
  const others = recordedMessages().filter(({ type }) => type !== 'test_plan' && type !== 'test_summary');
  const summary = { type: 'test_summary', test_summary: { status: 'error' } };
  return linesOf([...others, { type: 'diagnostic', diagnostic }, summary]);
}
