import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import Dockerode from 'dockerode';

const run = promisify(execFile);
const { RIDESHARE_ENGINE: ownEngine } = process.env;
const IMAGE = 'worker:latest';
const LISTEN = `require('node:net').createServer().listen(7000)`;
/** As long as the other side does not listen yet, it is refused; what the firewall drops is never answered. */
const CONNECT = `
  const connect = () => require('node:net').connect({ host: process.argv[1], port: 7000, timeout: 2000 })
    .on('connect', () => process.exit(0))
    .on('error', connect)
    .on('timeout', () => process.exit(1));
  connect();
`;

describe('the private engine', function () {
  this.timeout(60_000);
  const docker = new Dockerode();
  const name = `rideshare-bridge-${process.pid}`;

  before(function () {
    if (ownEngine === undefined) this.skip();
  });

  afterEach(async () => {
    const filters = { label: [`rideshare.deployment=${name}`] };
    for (const { Id } of await docker.listContainers({ all: true, filters }))
      await docker.getContainer(Id).remove({ force: true });
    for (const { Id } of await docker.listNetworks({ filters })) await docker.getNetwork(Id).remove();
  });

  const labels = { Labels: { 'rideshare.deployment': name } };
  const start = async (...command: string[]) => {
    const HostConfig = { NetworkMode: name };
    const container = await docker.createContainer({ Image: IMAGE, Cmd: command, HostConfig, ...labels });
    await container.start();
    return container;
  };

  // As an engine that ran before leaves it: its containers could not reach each other.
  it('lets containers of one network reach each other where the firewall forwards nothing', async () => {
    const network = await docker.createNetwork({ Name: name, ...labels });
    const { IPAM } = await network.inspect();
    const subnet = IPAM?.Config?.[0]?.Subnet ?? '';
    const forbid = ['FORWARD', '--source', subnet, '--destination', subnet, '--jump', 'DROP'];
    await run('iptables', ['--wait', '--append', ...forbid]);
    try {
      const listener = await start('node', '--eval', LISTEN);
      const { NetworkSettings } = await listener.inspect();
      const caller = await start(
        'node',
        '--eval',
        CONNECT,
        '--',
        NetworkSettings.Networks[name]?.IPAddress ?? '',
      );
      expect(await caller.wait()).to.include({ StatusCode: 0 });
    } finally {
      await run('iptables', ['--wait', '--delete', ...forbid]);
    }
  });
});
