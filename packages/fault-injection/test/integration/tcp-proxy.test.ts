import { expect } from 'chai';
import { once } from 'node:events';
import { TcpProxy } from '../../src/network/tcp-proxy.ts';
import { Caller } from '../support/caller.ts';
import { EchoServer } from '../support/echo-server.ts';
import { ManualClock } from '../support/manual-clock.ts';

describe('a TCP proxy', () => {
  const server = new EchoServer();
  let clock: ManualClock;
  let proxy: TcpProxy;
  let callers: Caller[];
  let target: number;

  before(async () => {
    target = await server.start();
  });
  after(() => server.stop());

  beforeEach(async () => {
    clock = new ManualClock();
    callers = [];
    proxy = await TcpProxy.start(target, clock);
  });
  afterEach(async () => {
    for (const { socket } of callers) socket.destroy();
    await proxy.close();
  });

  async function caller(): Promise<Caller> {
    const made = await Caller.connect(proxy.port);
    callers.push(made);
    made.say('hello');
    await made.hears(5);
    return made;
  }

  it('passes on more than it holds, in order, and the end', async () => {
    const one = await caller();
    const text = Array.from({ length: 300_000 }, (_, index) => String(index)).join(',');
    one.say(text);
    expect(await one.hears(5 + text.length)).to.equal(`hello${text}`);
    one.socket.end();
    await once(one.socket, 'close');
  });

  it('in a partition passes nothing, tells nobody, and passes all of it once healed', async () => {
    const one = await caller();
    proxy.partition();
    one.say(' world');
    const late = await Caller.connect(proxy.port);
    callers.push(late);
    late.say('too');
    proxy.heal();
    expect(await late.hears(3)).to.equal('too');
    expect(await one.hears(11)).to.equal('hello world');
  });

  it('strands the connections of a partition, and lets new ones pass', async () => {
    const one = await caller();
    proxy.partition();
    proxy.strand();
    one.say(' world');
    await caller();
    expect(one.heard).to.equal('hello');
    proxy.heal();
    expect(await one.hears(11)).to.equal('hello world');
  });

  it('delays each way by the time it is told, keeping the order', async () => {
    const one = await caller();
    const lift = proxy.impose({ delayMs: 70 });
    one.say(' world');
    expect([await clock.pass(), await clock.pass()]).to.deep.equal([70, 70]);
    expect(await one.hears(11)).to.equal('hello world');
    lift();
    one.say('!');
    expect(await one.hears(12)).to.equal('hello world!');
  });

  it('drip-feeds a few bytes at a time', async () => {
    const one = await caller();
    const lift = proxy.impose({ drip: { bytes: 4, everyMs: 9 } });
    one.say('0123456789');
    for (let piece = 1; piece <= 6; piece++) expect(await clock.pass()).to.be.oneOf([0, 9]);
    expect(await one.hears(15)).to.equal('hello0123456789');
    lift();
  });

  it('does so only to those who are concerned, also when they come later', async () => {
    const one = await caller();
    const other = await caller();
    proxy.impose({ silent: true }, (port) => port !== other.port);
    one.say(' world');
    const late = await Caller.connect(proxy.port);
    callers.push(late);
    late.say('too');
    other.say(' there');
    expect(await other.hears(11)).to.equal('hello there');
    expect([one.heard, late.heard]).to.deep.equal(['hello', '']);
  });

  it('resets the connections that it cuts, and no others', async () => {
    const one = await caller();
    const other = await caller();
    const broken = one.broken();
    expect(proxy.cut((port) => port === one.port)).to.equal(1);
    expect(await broken).to.equal('ECONNRESET');
    other.say(' there');
    expect(await other.hears(11)).to.equal('hello there');
  });
});
