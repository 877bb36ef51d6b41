import { expect } from 'chai';
import { failedRequests } from '../../../src/checks/load/failed-requests.ts';

const op = (status: number, detail?: string) =>
  ({ kind: 'write', about: 'user', status, detail, startedAt: 1_000, endedAt: 1_250.4 }) as const;

describe('failedRequests', () => {
  it('are those without an answer and those with a 5xx, and no refusals', () => {
    const ops = [op(201), op(204), op(400, 'taken'), op(502, 'nobody there'), op(0, 'ECONNRESET'), op(503)];
    const [bad, none, busy, ...others] = failedRequests(ops);
    expect(others).to.deep.equal([]);
    expect(bad).to.match(/^\d{4}-\S+Z write of user: 502 after 250 ms, nobody there$/);
    expect(none).to.match(/: no answer after 250 ms, ECONNRESET$/);
    expect(busy).to.match(/: 503 after 250 ms/);
  });
});
