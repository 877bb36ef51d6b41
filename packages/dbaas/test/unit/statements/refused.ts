import { HttpProblem } from '@rideshare/common';
import { expect } from 'chai';

/** The fields that a 400 names; fails when parsing succeeds or throws anything else. */
export function refusedFields(parse: () => unknown): string[] {
  try {
    parse();
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    expect(error.status).to.equal(400);
    return Object.keys(error.errors ?? {});
  }
  throw new Error('expected a refusal');
}
