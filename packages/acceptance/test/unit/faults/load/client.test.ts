import { expect } from 'chai';
import { Recorder } from '../../../../src/faults/history/recorder.ts';
import { Client } from '../../../../src/faults/load/client.ts';
import type { Answer, Request } from '../../../../src/faults/load/http-client.ts';
import { Random } from '../../../../src/faults/random.ts';

const ok: Answer = { status: 200, body: '{"changes":1,"offset":7}', unsent: false };
const late: Answer = { status: 504, body: '{"detail":"late"}', unsent: false };
const away: Answer = { status: 503, body: '{"detail":"The database is out of reach."}', unsent: false };

/** A client that is answered as the test says, and insists and doubts as the draws say. */
function clientOf(answers: Answer[], draw: number) {
  const recorder = new Recorder();
  const requests: Request[] = [];
  const sender = {
    send: (request: Request) => {
      requests.push(request);
      return Promise.resolve(answers.shift() ?? ok);
    },
  };
  const random = Object.assign(new Random(1), { next: () => draw });
  const pause = () => Promise.resolve();
  const client = new Client({ number: 3, random, recorder, dbaas: sender, edge: sender, run: 'r', pause });
  return { client, recorder, requests };
}

const ALWAYS = 0;
const NEVER = 0.99;

describe('Client', () => {
  const insert = { table: 't', insert: { token: 5 } };

  it('records what a write was answered, with its place in the log', async () => {
    const { client, recorder } = clientOf([ok], NEVER);
    await client.write(insert, { about: 'token', id: 5 });
    const [op] = recorder.operations;
    expect(op).to.include({
      client: 3,
      kind: 'write',
      outcome: 'ok',
      status: 200,
      about: 'token',
      id: 5,
      offset: 7,
    });
    expect(recorder.stats).to.deep.equal({ ops: 1, acked: 1, unknown: 0, failed: 0 });
    expect(recorder.answered.write).to.deep.equal([op?.endedAt]);
  });

  it('asks for an unknown outcome under the same key until it is known, as one request', async () => {
    const { client, recorder, requests } = clientOf([late, away, late, ok], ALWAYS);
    await client.write(insert, { about: 'token', id: 5 });
    expect(recorder.operations).to.have.length(1);
    expect(recorder.stats).to.deep.equal({ ops: 1, acked: 1, unknown: 0, failed: 0 });
    expect(new Set(requests.map(({ headers }) => headers?.['idempotency-key']))).to.deep.equal(
      new Set(['r-5']),
    );
  });

  it('leaves an unknown outcome at that when it does not insist', async () => {
    const { client, recorder, requests } = clientOf([late], NEVER);
    await client.write(insert, { about: 'token', id: 5 });
    expect(recorder.stats).to.deep.equal({ ops: 1, acked: 0, unknown: 1, failed: 0 });
    expect(requests).to.have.length(1);
  });

  it('takes a request for failed that was not passed on', async () => {
    const { client, recorder } = clientOf([away], NEVER);
    await client.write(insert, { about: 'token', id: 5 });
    expect(recorder.stats).to.deep.equal({ ops: 1, acked: 0, unknown: 0, failed: 1 });
  });

  it('notes when a repetition is answered otherwise than the request', async () => {
    const taken: Answer = { status: 409, body: '{"detail":"taken"}', unsent: false };
    const { client, recorder } = clientOf([ok, taken], ALWAYS);
    const op = await client.write(insert, { about: 'token', id: 5 });
    expect(recorder.contradictions).to.deep.equal([{ op, first: `200 ${ok.body}`, again: '409 taken' }]);
  });

  it('records a read that was not answered as one that tells nothing', async () => {
    const { client, recorder } = clientOf([late], NEVER);
    const rows = await client.read({ table: 't' }, 'eventual', () => ({ about: 'cell', cell: 1, value: 1 }));
    expect(rows).to.equal(undefined);
    expect(recorder.operations[0]).to.include({
      about: 'nothing',
      outcome: 'failed',
      consistency: 'eventual',
    });
  });
});
