import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { NetworkNamespace } from '../../src/network/namespace.ts';
import { blockPort } from '../../src/network/packets.ts';

const TALKER = join(import.meta.dirname, '..', 'support', 'talker.ts');

describe('packets in the network namespace of a process', function () {
  this.timeout(30_000);

  function startTalker() {
    const talk = `ip link set lo up && exec "${process.execPath}" "${TALKER}"`;
    const child = spawn('unshare', ['--net', '--', 'sh', '-c', talk], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface(child.stdout);
    return {
      pid: child.pid ?? 0,
      say: (line: string) => child.stdin.write(`${line}\n`),
      heard: async () => {
        const [line] = (await once(lines, 'line')) as [string];
        return line;
      },
      end: async () => {
        if (child.exitCode !== null) return;
        child.stdin.end();
        await once(child, 'exit');
      },
    };
  }

  let talker: ReturnType<typeof startTalker>;
  let port: number;
  beforeEach(async () => {
    talker = startTalker();
    port = Number(await talker.heard());
  });
  afterEach(() => talker.end());

  it('are lost in silence until that is lifted, and are sent again then', async () => {
    const lift = await blockPort(talker.pid, port, 'lost');
    const heard = talker.heard();
    let said = false;
    void heard.then(() => (said = true));
    talker.say('hello');
    await someDropped(talker.pid);
    expect(said).to.equal(false);
    await lift();
    expect(await heard).to.equal('hello');
  });

  it('are answered by a reset, which ends the connection, when they are refused', async () => {
    const lift = await blockPort(talker.pid, port, 'refused');
    talker.say('hello');
    expect(await talker.heard()).to.equal('ECONNRESET');
    await lift();
  });

  it('pass as before when it is lifted, even twice or after the end of the process', async () => {
    const lift = await blockPort(talker.pid, port, 'lost');
    await lift();
    await lift();
    talker.say('hello');
    expect(await talker.heard()).to.equal('hello');
    const late = await blockPort(talker.pid, port, 'lost');
    await talker.end();
    await late();
  });

  it('are let alone where the process shares the network of this one', async () => {
    const error = await blockPort(process.ppid, 1, 'lost').catch((reason: unknown) => reason);
    expect(String(error)).to.match(/shares the network/);
  });
});

async function someDropped(pid: number): Promise<void> {
  const namespace = await NetworkNamespace.of(pid);
  const isDropped = async () =>
    /^\[[1-9]/m.test(await namespace.run('iptables-save', ['--counters', '-t', 'filter']));
  while (!(await isDropped())) await setImmediate();
  await namespace.close();
}
