import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { localPortsOf } from '../../src/network/local-ports.ts';
import { awaitNoProcessOf } from '../../src/processes/await-none.ts';
import { freeze } from '../../src/processes/freeze.ts';
import { childrenOf, isFrozen, isRunning, processesOf } from '../../src/processes/proc.ts';
import { Caller } from '../support/caller.ts';
import { EchoServer } from '../support/echo-server.ts';

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}

describe('a process', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'fault-injection-'));
  });
  afterEach(() => {
    for (const pid of processesOf(dir)) process.kill(pid, 'SIGKILL');
    rmdirSync(dir);
  });

  it('of a folder is found by it until it has ended, and answers nobody while it is frozen', async () => {
    const child = spawn('cat', { cwd: dir, stdio: ['pipe', 'pipe', 'ignore'] });
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    expect(processesOf(dir)).to.deep.equal([pid]);
    expect(childrenOf(process.pid)).to.include(pid);

    const thaw = freeze(pid);
    await until(() => isFrozen(pid));
    child.stdin.write('hello');
    expect(isRunning(pid)).to.equal(true);
    thaw();
    const [answer] = (await once(child.stdout, 'data')) as [Buffer];
    expect([String(answer), isFrozen(pid)]).to.deep.equal(['hello', false]);

    expect(await awaitNoProcessOf(dir, 0)).to.deep.equal([pid]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await awaitNoProcessOf(dir, 0)).to.deep.equal([]);
    expect(isRunning(pid)).to.equal(false);
    thaw();
  });

  it('is known by the local ports of its connections', async () => {
    const server = new EchoServer();
    const caller = await Caller.connect(await server.start());
    try {
      expect(localPortsOf(process.pid)).to.include(caller.port);
      expect(localPortsOf(1)).not.to.include(caller.port);
    } finally {
      caller.socket.destroy();
      await server.stop();
    }
  });
});
