import { expect } from 'chai';
import { createLogger } from '@rideshare/common';
import { Backoff } from '../../../src/pool/backoff.ts';
import { Liveness } from '../../../src/pool/liveness.ts';
import { Observer } from '../../../src/pool/observer.ts';
import { planPass } from '../../../src/pool/plan.ts';
import { defaultPoolSettings } from '../../../src/pool/settings.ts';
import { VirtualClock } from './world/virtual-clock.ts';

describe('A look at the world', () => {
  /** Each of the three places that are looked at shows what is there after that many looks. */
  function observer(looks: {
    starting: (look: number) => string[];
    registered: (look: number) => string[];
    running: (look: number) => string[];
  }): Observer {
    let look = 0;
    return new Observer({
      actions: {
        underWay: () => ({
          starting: new Set(looks.starting(++look)),
          draining: new Set(),
          dying: new Set(),
        }),
      },
      registry: {
        read: () => {
          const ids = new Set(looks.registered(++look));
          return Promise.resolve({ ids, known: ids, master: undefined });
        },
      },
      runtime: {
        list: () => Promise.resolve(looks.running(++look).map((id) => ({ id, pid: 1, startedAt: 0 }))),
      },
      liveness: new Liveness(defaultPoolSettings),
      backoff: new Backoff(defaultPoolSettings),
      desired: () => 0,
      clock: new VirtualClock(),
      logger: createLogger('test', 'silent'),
    });
  }

  it('does not miss a worker whose start ends in the middle of it', async () => {
    for (const end of [1, 2, 3]) {
      const world = await observer({
        starting: (look) => (look <= end ? ['w1'] : []),
        registered: () => [],
        running: (look) => (look > end ? ['w1'] : []),
      }).look();
      expect(planPass(world).start, `a start that ends after look ${end}`).to.equal(0);
    }
  });

  it('does not take a worker for dead that registers in the middle of it', async () => {
    for (const begin of [1, 2, 3]) {
      const world = await observer({
        starting: () => [],
        registered: (look) => (look >= begin ? ['w1'] : []),
        running: (look) => (look >= begin ? ['w1'] : []),
      }).look();
      expect(planPass(world).bury, `a worker that registers at look ${begin}`).to.be.empty;
    }
  });
});
