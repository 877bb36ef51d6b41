import { expect } from 'chai';
import type { Answer } from './served-app.ts';

export interface Problem {
  status: number;
  detail: string;
  errors: Record<string, string>;
}

/** The problem that an answer holds, after checking that it is one. */
export function problemIn({ status, headers, body }: Answer): Problem {
  expect(headers['content-type']).to.equal('application/problem+json');
  const problem = body as Problem;
  expect(problem.status).to.equal(status);
  expect(problem.detail).to.be.a('string').and.not.empty;
  return problem;
}

/** Checks that the answer is a 400 which names just these fields. */
export function expectRefusal(answer: Answer, ...fields: string[]): void {
  expect(answer.status).to.equal(400);
  expect(problemIn(answer).errors).to.have.all.keys(fields);
}

/** Checks that a request was done or refused as the contract says: never a failure, and never without a reason. */
export function expectHandled(answer: Answer): void {
  expect(answer.status).to.be.lessThan(500);
  if (answer.status < 400) return;
  const problem = problemIn(answer);
  const aboutNoField = /not valid JSON|a field __proto__|not allowed here|not Unicode/.test(problem.detail);
  if (!aboutNoField) expect(problem.errors).to.be.an('object').and.not.empty;
}
