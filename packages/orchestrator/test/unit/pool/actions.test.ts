import { expect } from 'chai';
import { createLogger } from '@rideshare/common';
import { Actions } from '../../../src/pool/actions.ts';
import { defaultPoolSettings } from '../../../src/pool/settings.ts';

const forever = (): Promise<never> => new Promise(() => undefined);
const done = (): Promise<void> => Promise.resolve();

describe('Starting workers', () => {
  it('leaves a copy alone that is just being forgotten', () => {
    const actions = new Actions({
      runtime: {
        start: forever,
        stop: forever,
        kill: forever,
        list: forever,
        idle: forever,
        forget: forever,
        onExit: () => undefined,
        close: forever,
      },
      members: {
        workers: forever,
        master: forever,
        announcedIds: forever,
        removeWorker: done,
        announce: done,
        onChange: () => undefined,
        onReturn: () => undefined,
      },
      settings: defaultPoolSettings,
      logger: createLogger('test', 'silent'),
      onFailure: (error) => expect.fail(String(error)),
      onEnd: () => undefined,
    });
    expect(actions.start(0, ['newer', 'older'], 1)).to.be.empty;
    const [first, second] = actions.start(2, ['newer', 'older'], 1);
    expect(first).to.equal('newer');
    expect(second).to.match(/^worker-/);
  });
});
