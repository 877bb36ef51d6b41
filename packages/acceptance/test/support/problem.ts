import { expect } from 'chai';
import type { Answer } from './http.ts';

interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: Record<string, string>;
}

/** Requires the answer to be a problem of RFC 9457 with this status, whose words name `field` if one is given. */
export function expectProblem(answer: Answer, status: number, field?: string): void {
  const told = `${answer.status} ${answer.text.slice(0, 500)}`;
  expect(answer.status, told).to.equal(status);
  expect(answer.headers['content-type'], told).to.match(/^application\/problem\+json\b/);
  const problem = answer.json as Problem;
  expect(problem.type, told).to.be.a('string').that.is.not.empty;
  expect(problem.title, told).to.be.a('string').that.is.not.empty;
  expect(problem.detail, told).to.be.a('string').that.is.not.empty;
  expect(problem.status, told).to.equal(status);
  if (field !== undefined) {
    expect(`${problem.detail} ${Object.keys(problem.errors ?? {}).join(' ')}`, told).to.include(field);
  }
}

/** Requires 405 whose `Allow` has every one of `methods`, and none of the others that the contract knows. */
export function expectMethodNotAllowed(answer: Answer, methods: string[]): void {
  expectProblem(answer, 405);
  const allowed = (answer.headers.allow ?? '').split(',').map((method) => method.trim());
  const documented = allowed.filter((method) => ['GET', 'PUT', 'POST', 'DELETE', 'PATCH'].includes(method));
  expect(documented).to.have.members(methods);
}

/** Requires exactly this status and JSON body. */
export function expectJson(answer: Answer, status: number, json: unknown): void {
  expect(answer.status, answer.text.slice(0, 500)).to.equal(status);
  expect(answer.headers['content-type']).to.match(/^application\/json\b/);
  expect(answer.json).to.deep.equal(json);
}

/** Requires 204 and nothing after it. */
export function expectNoContent(answer: Answer): void {
  expect(answer.status, answer.text.slice(0, 500)).to.equal(204);
  expect(answer.text).to.equal('');
}
