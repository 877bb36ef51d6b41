import { expect } from 'chai';
import { directOutcome, serviceOutcome } from '../../../../src/faults/load/outcome.ts';

const answer = (status: number, detail = '', unsent = false) => ({
  status,
  body: JSON.stringify({ detail }),
  unsent,
});

describe('what an answer tells of a write', () => {
  it('is that it was done, or refused', () => {
    expect(directOutcome(answer(200))).to.equal('ok');
    expect(directOutcome(answer(409))).to.equal('failed');
    expect(serviceOutcome(answer(201))).to.equal('ok');
    expect(serviceOutcome(answer(400))).to.equal('failed');
  });

  it('is that it was not done when nobody listened, or when the orchestrator says so', () => {
    expect(serviceOutcome(answer(0, '', true))).to.equal('failed');
    expect(directOutcome(answer(503, 'The database is out of reach; try again shortly.'))).to.equal('failed');
    expect(directOutcome(answer(503, 'The database is overloaded; try again shortly.'))).to.equal('failed');
  });

  it('is nothing in every other case', () => {
    const cutOff =
      'The connection to the database broke before the answer came; the request may have been done.';
    expect(directOutcome(answer(503, cutOff))).to.equal('unknown');
    expect(directOutcome(answer(504, 'The database did not answer in time.'))).to.equal('unknown');
    expect(directOutcome(answer(0))).to.equal('unknown');
    expect(directOutcome({ status: 503, body: '<html>', unsent: false })).to.equal('unknown');
  });

  it('is nothing in a 503 of a service, which may hide an attempt that was cut off', () => {
    expect(serviceOutcome(answer(503, 'The database is out of reach; try again shortly.'))).to.equal(
      'unknown',
    );
  });
});
