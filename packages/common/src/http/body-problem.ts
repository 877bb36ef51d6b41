import { HttpProblem } from './problem.ts';

/** What body-parser finds wrong (the `type` of its error), and what the client is told. */
const FAULTS: Record<string, [status: number, detail: string]> = {
  'entity.parse.failed': [400, 'The body is not valid JSON.'],
  'entity.not.utf8': [400, 'The body is not valid UTF-8.'],
  'entity.too.large': [413, 'The body is larger than 1 MiB.'],
  'charset.unsupported': [400, 'The charset of the body is not supported; send UTF-8.'],
  'encoding.unsupported': [400, 'The content encoding of the body is not supported.'],
  'request.size.invalid': [400, 'The body is not as long as Content-Length says.'],
  'request.aborted': [400, 'The request was cut off.'],
};

/** Body-parser's complaint as a problem. That it cannot read the body at all (bad gzip and the like) is the client's fault too. */
export function bodyProblem(error: unknown): HttpProblem {
  const type = error instanceof Error && 'type' in error ? String(error.type) : '';
  const [status, detail] = FAULTS[type] ?? [400, 'The body cannot be read.'];
  return new HttpProblem(status, detail, { cause: error });
}
