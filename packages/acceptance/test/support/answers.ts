import { expect } from 'chai';
import type { Answer } from './http.ts';
import { expectProblem } from './problem.ts';

/** Statuses of the 5xx kind that say "not implemented" of HTTP itself, and so tell of the request. */
const UNIMPLEMENTED = ['501', '505'];

/** Requires an answer to have no 5xx, and to explain itself when it is a 4xx. */
export function expectNoFault(method: string, answer: Answer): void {
  expect(answer.status, answer.text.slice(0, 500)).to.be.within(200, 499);
  if (answer.status >= 400 && method !== 'HEAD') expectProblem(answer, answer.status);
}

/** The same of whatever bytes a socket gave back: none or several answers. */
export function expectNoFaultIn(reply: string): void {
  for (const [, status = '', head = '', body = ''] of reply.matchAll(
    /HTTP\/1\.[01] (\d{3})[^\r\n]*\r\n(.*?)\r\n\r\n(.*?)(?=HTTP\/1\.[01] \d{3}|$)/gs,
  )) {
    if (UNIMPLEMENTED.includes(status)) continue;
    expect(Number(status), reply.slice(0, 500)).to.be.below(500);
    if (!status.startsWith('4')) continue;
    expect(head.toLowerCase(), reply.slice(0, 500)).to.include('content-type: application/problem+json');
    expect(body, reply.slice(0, 500)).to.match(/"detail":\s*"[^"]/);
  }
}
