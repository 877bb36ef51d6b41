import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { claimPort, freePort, isPortFree } from '../../src/ports/free-port.ts';
import { portHolder } from '../../src/ports/holder.ts';
import { choosePorts, defaultPorts } from '../../src/system/ports.ts';
import type { Server } from 'node:net';

const host = '127.0.0.1';

async function refusal(env: NodeJS.ProcessEnv): Promise<string> {
  return choosePorts(env, host).then(
    () => 'it was not refused',
    (error: unknown) => (error as Error).message,
  );
}

describe('ports', () => {
  let taken: number;
  let server: Server;

  before(async () => {
    taken = await freePort();
    server = createServer().listen(taken, '0.0.0.0');
    await once(server, 'listening');
  });

  after(async () => {
    server.close();
    await once(server, 'close');
  });

  it('that somebody listens on are not free, whichever address they are bound to', async () => {
    expect(await isPortFree(taken)).to.equal(false);
    expect(await claimPort(taken)).to.equal(false);
  });

  it('are never given to two callers, though nobody listens on them yet', async () => {
    const port = await freePort();
    expect(await isPortFree(port)).to.equal(true);
    expect(await claimPort(port)).to.equal(false);
  });

  it('are known with the process that listens on them', () => {
    expect(portHolder(taken)).to.match(new RegExp(String.raw`^node \(pid ${process.pid}\)$`));
  });

  it('that nobody listens on have no holder', async () => {
    expect(portHolder(await freePort())).to.equal(undefined);
  });

  it('asked for by the environment and in use are refused, with their holder and the variable to set', async () => {
    const message = await refusal({ EDGE_PORT: String(taken) });
    expect(message).to.match(
      new RegExp(`^Port ${taken} for edge is in use by .+: free it, or set EDGE_PORT to another port.$`),
    );
  });

  for (const text of ['0', '65536', '80.5', '-1', 'http', '0x50', ' 80']) {
    it(`asked for as "${text}" are refused with the variable's name`, async () => {
      expect(await refusal({ USERS_PORT: text })).to.equal(
        `USERS_PORT must be a port number from 1 to 65535, but is "${text}".`,
      );
    });
  }

  it('asked for twice are refused', async () => {
    const port = String(await freePort());
    expect(await refusal({ EDGE_PORT: port, RIDES_PORT: port })).to.contain(`Port ${port} for `);
  });

  it('not asked for are the default ones or, said in a sentence, the next free ones', async () => {
    const blocker = createServer();
    // An error means that somebody else holds it already, which does as well.
    await new Promise((resolve) => {
      blocker.once('listening', resolve).once('error', resolve).listen(defaultPorts.users, host);
    });
    const { ports, notes } = await choosePorts({}, host);
    expect(ports.users).to.be.greaterThan(defaultPorts.users);
    expect(Object.values(defaultPorts)).not.to.include(ports.users);
    expect(notes.join('\n')).to.match(
      new RegExp(`Port ${defaultPorts.users} is in use by .+: users listens on ${ports.users} instead.`),
    );
    blocker.close();
  });
});
