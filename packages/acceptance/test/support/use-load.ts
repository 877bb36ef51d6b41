import { expect } from 'chai';
import { InsertLoad, LOG_TABLE } from './insert-load.ts';
import type { Service } from './service.ts';
import { newTable } from './tables.ts';

const WARM_UP = 100;

/** Runs a disturbance under load, and requires that nothing acknowledged is lost or doubled by it. */
export async function underLoad(
  dbaas: Service,
  disturb: (load: InsertLoad) => Promise<void>,
): Promise<InsertLoad> {
  const load = new InsertLoad(dbaas, await newTable(dbaas, LOG_TABLE));
  load.start();
  try {
    await load.more(WARM_UP);
    await disturb(load);
    await load.more(WARM_UP);
  } finally {
    await load.stop();
  }
  expect(await load.discrepancies()).to.deep.equal({ lost: 0, doubled: 0, unsent: 0 });
  expect(load.silent503s, '503 without Retry-After').to.equal(0);
  return load;
}
