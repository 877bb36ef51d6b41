import { mkdir } from 'node:fs/promises';
import { createLogger, requireConfig, onShutdown } from '@rideshare/common/core';
import { Membership, ZooKeeperSession } from '@rideshare/dbaas/zookeeper';
import { workerConfig } from './config.ts';
import { executeLastWills } from './failpoints/kill-process.ts';
import { keepTemporaryFilesIn } from './storage/connection.ts';
import { DatabaseWorker } from './worker.ts';

const config = requireConfig(workerConfig);
const { zookeeperUrl: url, sessionTimeoutMs } = config;
if (config.failpoints !== undefined) executeLastWills();
keepTemporaryFilesIn(config.dataDir);
const logger = createLogger('worker', config.logLevel).child({ worker: config.id });
const session = new ZooKeeperSession({ url, sessionTimeoutMs, logger });

const worker = new DatabaseWorker({
  config,
  logger,
  membership: new Membership(session),
  exit: (code, reason) => {
    logger.error({ code, reason }, 'the worker ends');
    process.exit(code);
  },
});

onShutdown(logger, async () => {
  await worker.stop();
  await session.close();
});
await mkdir(config.dataDir, { recursive: true });
await worker.start();
