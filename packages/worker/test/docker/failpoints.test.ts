import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PASSER = 'packages/worker/test/unit/failpoints/passer.ts';
const { NODE_IMAGE = 'node:24-bookworm-slim' } = process.env;

/** Statuses above this tell of a signal. */
const SIGNAL = 128;

/** Passes two points by turns, three times, in the first process of a container. */
function pass(where: 'main' | 'thread', failpoints: string): { printed: string; killed: boolean } {
  const container = [
    '--rm',
    '--network',
    'none',
    '--read-only',
    '--cap-drop',
    'ALL',
    '--volume',
    `${ROOT}:${ROOT}:ro`,
  ];
  const program = ['node', `${ROOT}${PASSER}`, where, failpoints];
  const { stdout, status } = spawnSync('docker', ['run', ...container, NODE_IMAGE, ...program], {
    encoding: 'utf8',
  });
  return { printed: stdout.trim().replaceAll('\n', ' '), killed: (status ?? 0) > SIGNAL };
}

describe('Failpoints in a container, where no process can kill the first one', function () {
  this.timeout(60_000);

  it('are passed without effect unless they are armed', () => {
    expect(pass('main', '')).to.deep.equal({ printed: '1a 1b 2a 2b 3a 3b', killed: false });
  });

  it('end it before anything that comes after', () => {
    expect(pass('main', 'after-commit:2')).to.deep.equal({ printed: '1a 1b 2a', killed: true });
  });

  it('end it from within a thread', () => {
    expect(pass('thread', 'after-commit:3')).to.deep.equal({ printed: '1a 1b 2a 2b 3a', killed: true });
  });
});
