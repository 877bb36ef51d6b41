import { expect } from 'chai';
import { coalesce } from '../../../../src/runtime/docker/coalesce.ts';

describe('coalesce', () => {
  const calls: PromiseWithResolvers<number>[] = [];
  const action = (): Promise<number> => {
    const call: PromiseWithResolvers<number> = Promise.withResolvers();
    calls.push(call);
    return call.promise;
  };
  const begun = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): unknown => (calls.length >= count ? resolve() : setImmediate(look));
      look();
    });

  beforeEach(() => {
    calls.length = 0;
  });

  it('makes one call for all that come while another one is under way, after that', async () => {
    const ask = coalesce(action);
    const first = ask();
    await begun(1);
    const others = [ask(), ask()];
    calls[0]?.resolve(1);
    expect(await first).to.equal(1);
    await begun(2);
    calls[1]?.resolve(2);
    expect(await Promise.all(others)).to.deep.equal([2, 2]);
    expect(calls).to.have.lengthOf(2);
  });

  it('makes the next call when one has failed', async () => {
    const ask = coalesce(action);
    const first = ask().catch((error: unknown) => error);
    await begun(1);
    const second = ask();
    calls[0]?.reject(new Error('no'));
    expect(await first).to.be.instanceOf(Error);
    await begun(2);
    calls[1]?.resolve(2);
    expect(await second).to.equal(2);
  });
});
