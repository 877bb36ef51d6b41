import { expect } from 'chai';
import { unlessGone } from '../../../src/faults/docker/engine.ts';

function refusal(statusCode: number, message: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(`(HTTP code ${statusCode}) ${message}`), { statusCode }));
}

describe('what an engine answers to a strike', () => {
  it('is that it was made', async () => {
    expect(await unlessGone(Promise.resolve())).to.equal(true);
  });

  for (const [status, message] of [
    [304, 'container already stopped'],
    [404, 'no such container - No such container: 4b1c'],
    [409, 'conflict - Container 4b1c is not running'],
    [500, 'server error - Container 4b1c is not paused'],
    [
      500,
      'server error - Cannot unpause container 4b1c: OCI runtime resume failed: container not paused: unknown',
    ],
    [500, 'server error - Cannot unpause container 4b1c: cannot resume a stopped container: unknown'],
    [403, 'unexpected - container 4b1c is not connected to network rs-database'],
  ] as const) {
    it(`is that somebody else was faster: ${status} ${message}`, async () => {
      expect(await unlessGone(refusal(status, message))).to.equal(false);
    });
  }

  it('is an error when it is anything else', async () => {
    const error = await unlessGone(refusal(500, 'server error - no space left')).catch(
      (reason: unknown) => reason,
    );
    expect(String(error)).to.match(/no space left/);
  });
});
