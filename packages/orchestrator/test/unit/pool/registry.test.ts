import { createLogger } from '@rideshare/common';
import type { Announcement } from '@rideshare/dbaas';
import { expect } from 'chai';
import { systemClock } from '../../../src/pool/clock.ts';
import { Registry } from '../../../src/pool/registry.ts';

describe('The registry', () => {
  let announced: Record<string, Announcement>;
  let failures: string[];
  let registry: Registry;

  beforeEach(() => {
    announced = {};
    failures = [];
    registry = new Registry({
      members: {
        workers: () => Promise.resolve([]),
        master: () => Promise.resolve(undefined),
        announcedIds: () => Promise.resolve([]),
        removeWorker: () => Promise.resolve(),
        announce: (id, announcement) => {
          if (id === 'unlucky') return Promise.reject(new Error('away'));
          announced[id] = announcement;
          return Promise.resolve();
        },
        onChange: () => undefined,
        onReturn: () => undefined,
      },
      clock: systemClock,
      answerTimeoutMs: 1_000,
      logger: createLogger('test', 'silent'),
      onFailure: (error) => failures.push(String(error)),
    });
  });

  it('tells a child process its pid, and a container its id too', async () => {
    await registry.announce([
      { id: 'child', pid: 1, startedAt: 0 },
      { id: 'contained', pid: 2, startedAt: 0, container: { id: 'c0ffee', name: 'slave' } },
    ]);
    expect(announced).to.deep.equal({ child: { pid: 1 }, contained: { pid: 2, container: 'c0ffee' } });
  });

  it('tells the others though one of them cannot be told', async () => {
    await registry.announce([
      { id: 'unlucky', pid: 1, startedAt: 0 },
      { id: 'lucky', pid: 2, startedAt: 0 },
    ]);
    expect(announced).to.have.all.keys('lucky');
    expect(failures).to.deep.equal(['Error: away']);
  });
});
