import { expect } from 'chai';
import fc from 'fast-check';
import { expectNoFault, expectNoFaultIn } from '../../support/answers.ts';
import { exchange } from '../../support/raw.ts';
import { OUR_PARSERS, SERVICES } from '../../support/routes.ts';
import { atMost, serviceProcesses } from '../../support/shared.ts';
import { wildBytes } from '../../support/wild-bytes.ts';
import { wildRequest } from '../../support/wild-requests.ts';

/** Requests, and byte sequences, for each service; more of them find more. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? atMost(300));
const PATIENCE_MS = 60_000 + RUNS * 200;

describe('whatever is sent', function () {
  this.timeout(PATIENCE_MS);

  let before: Record<string, number[]> = {};
  beforeEach(() => {
    before = serviceProcesses();
  });

  afterEach('and no process has died of it', async () => {
    for (const { service } of SERVICES) expect((await service.get('/readyz')).status).to.equal(200);
    expect(serviceProcesses()).to.deep.equal(before);
  });

  for (const { name, service, routes } of OUR_PARSERS) {
    it(`as a request to ${name} gets an answer, no 5xx, and words with a 4xx`, async () => {
      const property = fc.asyncProperty(wildRequest(routes), async ({ method, path, headers, body }) => {
        const message = { headers, ...(body !== undefined && { body }) };
        expectNoFault(method, await service.send(method, path, message));
      });
      await fc.assert(property, { numRuns: RUNS });
    });

    it(`as bytes to ${name} gets no 5xx, words with a 4xx, and an end`, async () => {
      const property = fc.asyncProperty(wildBytes, async (bytes) => {
        expectNoFaultIn(await exchange(service.url, bytes));
      });
      await fc.assert(property, { numRuns: RUNS });
    });
  }
});
