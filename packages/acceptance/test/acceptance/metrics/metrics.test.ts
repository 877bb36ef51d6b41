import { createLogger } from '@rideshare/common';
import { connectBroker, RESPONSE_QUEUE } from '@rideshare/dbaas';
import { freeze } from '@rideshare/fault-injection';
import { expect } from 'chai';
import { scrape, valuesOf } from '../../support/scrape.ts';
import { useSystem } from '../../support/system.ts';
import { newTable, read, write } from '../../support/tables.ts';
import { until } from '../../../src/until.ts';
import { awaitReplacement, pidOf } from '../../support/workers.ts';

/** Reads that a slave takes from readQ at a time. */
const PREFETCH = 32;

describe('The metrics of the database', function () {
  this.timeout(240_000);
  // A frozen worker is to be frozen, and not to be replaced.
  const { dbaas, running } = useSystem({ ZOOKEEPER_SESSION_TIMEOUT_MS: '60000' });

  async function metric(name: string): Promise<number | undefined> {
    return (await scrape(dbaas)).get(name);
  }

  function awaitMetric(name: string, holds: (value: number) => boolean): Promise<number> {
    return until(`another value of ${name}`, async () => {
      const value = await metric(name);
      return value !== undefined && holds(value) && value;
    });
  }

  it('tell of the slaves, and of how far every copy and the log are', async () => {
    const table = await newTable(dbaas);
    const { offset } = (await write(dbaas, { table, insert: { name: 'a' } })).json as { offset: number };
    await until('the offset of the write', async () => {
      const offsets = await valuesOf(dbaas, 'dbaas_worker_offset');
      return offsets.length === 2 && offsets.every((each) => each >= offset);
    });
    await until('no lag', async () => {
      const lags = await valuesOf(dbaas, 'dbaas_worker_lag_entries');
      return lags.length === 2 && lags.every((lag) => lag === 0);
    });
    await awaitMetric('dbaas_queue_messages{queue="syncQ"}', (messages) => messages > offset);
    const metrics = await scrape(dbaas);
    expect(metrics.get('dbaas_slaves_wanted')).to.equal(1);
    expect(metrics.get('dbaas_slaves_actual')).to.equal(1);
    for (const queue of ['writeQ', 'readQ', 'responseQ'])
      expect(metrics.get(`dbaas_queue_messages{queue="${queue}"}`), queue).to.equal(0);
  });

  it('count the reads of the window', async () => {
    const table = await newTable(dbaas);
    const before = (await metric('dbaas_read_window_count')) ?? NaN;
    for (let count = 0; count < 3; count++) await read(dbaas, { table });
    expect(await metric('dbaas_read_window_count')).to.equal(before + 3);
  });

  it('show the lag of a slave that stands still, and the reads that wait for it', async () => {
    const table = await newTable(dbaas);
    const thaw = freeze(await pidOf(dbaas, 'slave'));
    const waiting = Array.from({ length: PREFETCH + 8 }, () =>
      read(dbaas, { table, consistency: 'eventual' }),
    );
    try {
      for (let count = 0; count < 20; count++) await write(dbaas, { table, insert: { name: `n${count}` } });
      await until('its lag', async () => {
        return Math.max(...(await valuesOf(dbaas, 'dbaas_worker_lag_entries'))) >= 20;
      });
      await awaitMetric('dbaas_queue_messages{queue="readQ"}', (messages) => messages === 8);
      expect(await metric('dbaas_calls_in_flight')).to.equal(waiting.length);
    } finally {
      thaw();
    }
    expect(new Set((await Promise.all(waiting)).map(({ status }) => status))).to.deep.equal(new Set([200]));
    await until('no lag', async () => {
      return Math.max(...(await valuesOf(dbaas, 'dbaas_worker_lag_entries'))) === 0;
    });
    expect(await metric('dbaas_calls_in_flight')).to.equal(0);
  });

  for (const [role, elections] of [
    ['slave', 0],
    ['master', 1],
  ] as const) {
    it(`count the replacement of a killed ${role}, and ${elections} elections`, async () => {
      const before = await scrape(dbaas);
      const victim = await pidOf(dbaas, role);
      process.kill(victim, 'SIGKILL');
      await awaitReplacement(dbaas, [victim]);
      await awaitMetric('dbaas_slaves_actual', (slaves) => slaves === 1);
      const after = await scrape(dbaas);
      const growth = (name: string) => (after.get(name) ?? NaN) - (before.get(name) ?? NaN);
      expect(growth('dbaas_worker_replacements_total')).to.equal(1);
      expect(growth('dbaas_worker_starts_total')).to.equal(1);
      expect(growth('dbaas_elections_total')).to.equal(elections);
    });
  }

  it('count a copy that was thrown away because it differed', async () => {
    expect(await metric('dbaas_divergences_total')).to.equal(0);
    const logger = createLogger('test', 'silent');
    const connection = await connectBroker({ url: running().amqpUrl, name: 'test', logger });
    const channel = await connection.createConfirmChannel();
    const content = Buffer.from(JSON.stringify({ event: 'divergence', worker: 'w1', offset: 7 }));
    channel.sendToQueue(RESPONSE_QUEUE, content, { type: 'event' });
    await channel.waitForConfirms();
    await connection.close();
    expect(await awaitMetric('dbaas_divergences_total', (copies) => copies > 0)).to.equal(1);
  });
});
