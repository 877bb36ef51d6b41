import type { LoadOperation } from '@rideshare/acceptance';

type Seen = Pick<LoadOperation, 'kind' | 'about' | 'status' | 'detail' | 'startedAt' | 'endedAt'>;

/** Requests that were not answered, or that somebody on the way had to apologise for, a line each. */
export function failedRequests(operations: readonly Seen[]): string[] {
  return operations.filter(({ status }) => status === 0 || status >= 500).map(line);
}

function line({ kind, about, status, detail, startedAt, endedAt }: Seen): string {
  const at = new Date(performance.timeOrigin + startedAt).toISOString();
  const answer = status === 0 ? 'no answer' : String(status);
  return `${at} ${kind} of ${about}: ${answer} after ${Math.round(endedAt - startedAt)} ms, ${detail ?? ''}`;
}
