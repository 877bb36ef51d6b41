import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { parallel, tally } from '../../support/parallel.ts';
import { atMost, dbaas } from '../../support/shared.ts';
import { countRows, newTable, rows, write } from '../../support/tables.ts';

const WRITES = atMost(2_000);
const AT_ONCE = 64;

describe('a load that is cut off', function () {
  this.timeout(120_000);

  it('and repeated with the same Idempotency-Keys does nothing twice and leaves nothing out', async () => {
    const table = await newTable(dbaas);
    await write(dbaas, { table, insert: { name: 'counter', age: 0 } });
    const keys = Array.from({ length: WRITES }, () => randomUUID());
    const insert = (index: number, signal?: AbortSignal) =>
      write(
        dbaas,
        { table, insert: { name: keys[index] } },
        { headers: { 'idempotency-key': keys[index] }, ...(signal && { signal }) },
      );

    const cut = new AbortController();
    let answered = 0;
    const first = await parallel(WRITES, AT_ONCE, async (index) => {
      try {
        const { status, text } = await insert(index, cut.signal);
        if (++answered === WRITES / 2) cut.abort();
        return { status, text };
      } catch {
        return undefined;
      }
    });
    expect(answered).to.be.within(WRITES / 2, WRITES - 1);

    const again = await parallel(WRITES, AT_ONCE, (index) => insert(index));
    expect(tally(again.map(({ status }) => status))).to.deep.equal({ 200: WRITES });
    for (const [index, outcome] of first.entries()) {
      if (outcome) expect(again[index]?.text).to.equal(outcome.text);
    }
    expect(await countRows(dbaas, table)).to.equal(WRITES + 1);
    const names = (await rows(dbaas, { table, columns: ['name'] })).map(({ name }) => name);
    expect(names).to.have.members(['counter', ...keys]);
  });
});
