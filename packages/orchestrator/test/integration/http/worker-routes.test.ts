import { createApp, createLogger, listen, Metrics, type Listening } from '@rideshare/common';
import { ZooKeeperUnavailableError, type WorkerInfo } from '@rideshare/dbaas';
import { expect } from 'chai';
import { workerRoutes } from '../../../src/http/worker-routes.ts';
import type { WorkerProcess } from '../../../src/runtime/worker-runtime.ts';

const logger = createLogger('test', 'silent');
const CONTAINER = 'c0ffee0123456789'.repeat(4);

describe('The calls on workers', () => {
  let running: WorkerProcess[];
  let registered: WorkerInfo[] | undefined;
  let server: Listening;

  beforeEach(async () => {
    const runtime = { list: () => Promise.resolve(running) };
    const members = {
      workers: () =>
        registered ? Promise.resolve(registered) : Promise.reject(new ZooKeeperUnavailableError('away')),
    };
    server = await listen(
      createApp({
        name: 'test',
        logger,
        metrics: new Metrics(),
        readiness: () => ({ ready: true, dependencies: {} }),
        routes: workerRoutes(runtime, members),
      }),
      { host: '127.0.0.1', port: 0, logger },
    );
  });

  afterEach(() => server.close(0));

  const get = (path: string) => fetch(`http://127.0.0.1:${server.port}/api/v1/worker/${path}`);

  it('tell which container a worker is by the id that docker ps shows', async () => {
    running = [{ id: 'a', pid: 12, startedAt: 0, container: { id: CONTAINER, name: 'master' } }];
    registered = [{ id: 'a', pid: 12, role: 'master', offset: 3, container: CONTAINER }];
    expect(await (await get('status')).json()).to.deep.equal([
      { id: 'a', pid: 12, role: 'master', offset: 3, container: 'c0ffee012345', lag: 0 },
    ]);
  });

  it('tell of no container where workers are child processes', async () => {
    running = [{ id: 'a', pid: 12, startedAt: 0 }];
    registered = [{ id: 'a', pid: 12, role: 'slave', offset: 3 }];
    expect(await (await get('status')).json()).to.deep.equal([
      { id: 'a', pid: 12, role: 'slave', offset: 3, lag: 0 },
    ]);
  });

  it('list who runs by ascending pid, and say that its state is unknown, while ZooKeeper is away', async () => {
    running = [
      { id: 'a', pid: 1_000, startedAt: 0 },
      { id: 'b', pid: 12, startedAt: 0 },
    ];
    registered = undefined;
    expect(await (await get('list')).json()).to.deep.equal([12, 1_000]);
    expect((await get('status')).status).to.equal(503);
  });
});
