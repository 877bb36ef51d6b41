import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { endAll, RunningService } from '../support/service.ts';

describe('a service of one process', () => {
  afterEach(endAll);

  const start = async (closing: string): Promise<RunningService> => {
    const service = new RunningService({ CLOSING: closing }, 'single.ts');
    await service.lines(1, ({ msg }) => msg === 'ready');
    return service;
  };

  it('closes and exits with 0 on SIGTERM and on SIGINT', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const service = await start('clean');
      service.signal(signal);
      expect(await service.exited).to.equal(0);
      expect(service.log.map(({ msg }) => msg)).to.include('closed');
    }
  });

  it('exits with 1 when closing fails', async () => {
    const service = await start('failing');
    service.signal('SIGTERM');
    expect(await service.exited).to.equal(1);
    expect(service.log.map(({ msg }) => msg)).to.include('did not stop cleanly');
  });

  it('exits at once on the second signal', async () => {
    const service = await start('endless');
    service.signal('SIGTERM');
    await service.lines(1, ({ msg }) => msg === 'stopping');
    service.signal('SIGTERM');
    expect(await service.exited).to.equal(1);
  });

  it('says which variable is wrong and exits with 78', async () => {
    const program = fileURLToPath(new URL('../fixtures/single.ts', import.meta.url));
    const child = spawn(process.execPath, [program], { env: { ...process.env, CLOSING: 'slam' } });
    const said = await text(child.stderr);
    expect(said).to.equal(
      'CLOSING must be one of [clean, failing, endless], but it is "slam" (how closing goes).\n',
    );
    expect(child.exitCode ?? (await new Promise((resolve) => child.once('exit', resolve)))).to.equal(78);
  });
});
