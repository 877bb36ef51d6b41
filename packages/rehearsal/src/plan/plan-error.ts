/** The plan cannot be had, or holds what a rehearsal would not do as AWS does. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}
