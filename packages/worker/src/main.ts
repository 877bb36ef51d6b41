import { mkdir } from 'node:fs/promises';
import { createLogger, requireConfig, onShutdown } from '@rideshare/common';
import { Membership, ZooKeeperSession } from '@rideshare/dbaas';
import { workerConfig } from './config.ts';
import { DatabaseWorker } from './worker.ts';

const { id, dataDir, amqpUrl, zookeeperUrl, sessionTimeoutMs, logMaxBytes, logLevel } =
  requireConfig(workerConfig);
const logger = createLogger('worker', logLevel).child({ worker: id });
const session = new ZooKeeperSession({ url: zookeeperUrl, sessionTimeoutMs, logger });

const worker = new DatabaseWorker({
  id,
  dataDir,
  amqpUrl,
  logMaxBytes,
  logLevel,
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
await mkdir(dataDir, { recursive: true });
await worker.start();
