import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import got from 'got';
import { runCommand } from '../../src/docker/command.ts';
import { requireCompose } from '../../src/docker/compose.ts';
import { freePort } from '../../src/ports/free-port.ts';
import { TestDeployment } from '../support/deployment.ts';

const repository = join(import.meta.dirname, '..', '..', '..', '..');

describe('docker-compose up alone', function () {
  this.timeout(120_000);
  const deployment = new TestDeployment();

  after(() => deployment.remove());

  it('starts exactly five containers, of which one is the master and one the slave', async () => {
    const port = await freePort();
    const { code, output } = await runCommand([...(await requireCompose()), 'up', '--detach', '--no-build'], {
      env: {
        ...process.env,
        ...deployment.env,
        DBAAS_PORT: String(port),
        COMPOSE_PROJECT_NAME: deployment.names.name,
      },
      cwd: repository,
      signal: AbortSignal.timeout(110_000),
    });
    expect(code, output).to.equal(0);
    const five = ['master', 'orchestrator', 'rabbitmq', 'slave', 'zookeeper'];
    const ready = async () => (await got(`http://127.0.0.1:${port}/readyz`, { throwHttpErrors: false })).ok;
    for (;;) {
      const names = await deployment.containers();
      if (names.length >= five.length && names.includes('slave') && (await ready())) break;
      await sleep(100);
    }
    expect(await deployment.containers()).to.deep.equal(five);
  });
});
