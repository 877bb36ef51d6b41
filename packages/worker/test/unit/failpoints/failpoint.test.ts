import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ConfigError, loadConfig } from '@rideshare/common';
import { expect } from 'chai';
import { workerConfig } from '../../../src/config.ts';

const PASSER = fileURLToPath(new URL('passer.ts', import.meta.url));

/** Passes two points by turns, three times, in a process of its own. */
function pass(where: 'main' | 'thread', failpoints: string): { printed: string; signal: string | null } {
  const { stdout, signal } = spawnSync(process.execPath, [PASSER, where, failpoints], { encoding: 'utf8' });
  return { printed: stdout.trim().replaceAll('\n', ' '), signal };
}

function configured(FAILPOINTS: string): unknown {
  return loadConfig(workerConfig, { WORKER_ID: 'w', DATA_DIR: '/tmp', FAILPOINTS }).failpoints;
}

describe('Failpoints', () => {
  it('are passed without effect unless they are armed', () => {
    expect(pass('main', '')).to.deep.equal({ printed: '1a 1b 2a 2b 3a 3b', signal: null });
  });

  it('kill the process before anything that comes after', () => {
    expect(pass('main', 'after-commit')).to.deep.equal({ printed: '1a', signal: 'SIGKILL' });
  });

  it('kill the process the time that is named, each point counted on its own', () => {
    expect(pass('main', 'before-commit:3,after-commit:2')).to.deep.equal({
      printed: '1a 1b 2a',
      signal: 'SIGKILL',
    });
  });

  it('kill the whole process from within a thread', () => {
    expect(pass('thread', 'after-commit:3')).to.deep.equal({ printed: '1a 1b 2a 2b 3a', signal: 'SIGKILL' });
  });
});

describe('FAILPOINTS', () => {
  it('may be absent', () => {
    expect(configured('')).to.equal(undefined);
  });

  it('names points with the time that counts, the first where none is named', () => {
    expect(configured('before-reply, after-commit:3')).to.deep.equal([
      { point: 'before-reply', pass: 1 },
      { point: 'after-commit', pass: 3 },
    ]);
  });

  for (const wrong of ['nowhere', 'after-commit:0', 'after-commit:', 'after-commit,', 'after-commit:x']) {
    it(`stops the start when it is ${JSON.stringify(wrong)}`, () => {
      expect(() => configured(wrong)).to.throw(
        ConfigError,
        /^FAILPOINTS must name places like .* out of before-barrier-append, .*, but it is "/,
      );
    });
  }
});
