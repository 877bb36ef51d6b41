import { setImmediate as settled } from 'node:timers/promises';
import { createLogger } from '@rideshare/common';
import type { MasterInfo } from '@rideshare/dbaas';
import { expect } from 'chai';
import { Elections } from '../../../src/metrics/elections.ts';

describe('Elections', () => {
  /** The count after each of the masters has been seen; an Error is a look that fails. */
  async function counts(...masters: (MasterInfo | undefined | Error)[]): Promise<number[]> {
    let change = (): void => expect.fail('nobody listens');
    const elections = new Elections({
      members: {
        master: () => {
          const master = masters.shift();
          return master instanceof Error ? Promise.reject(master) : Promise.resolve(master);
        },
        onChange: (listener) => (change = listener),
      },
      logger: createLogger('test', 'silent'),
    });
    const seen: number[] = [];
    while (masters.length > 0) {
      change();
      await settled();
      seen.push(elections.count);
    }
    return seen;
  }

  const [a, b] = [
    { id: 'a', pid: 1 },
    { id: 'b', pid: 2 },
  ];

  it('are counted when another worker is master, and not for the one that is found', async () => {
    expect(await counts(undefined, a, a, b, a)).to.deep.equal([0, 0, 0, 1, 2]);
  });

  it('are counted once when there was no master in between, or ZooKeeper was away', async () => {
    expect(await counts(a, undefined, b, new Error('away'), b)).to.deep.equal([0, 0, 1, 1, 1]);
  });

  it('are counted when the worker that is master again is another process', async () => {
    expect(await counts(a, { ...a, pid: 3 })).to.deep.equal([0, 1]);
  });

  it('are not counted when the same worker takes its mastership back', async () => {
    expect(await counts(a, undefined, a)).to.deep.equal([0, 0, 0]);
  });
});
