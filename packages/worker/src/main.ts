import { mkdir } from 'node:fs/promises';
import { createLogger, requireConfig, onShutdown } from '@rideshare/common';
import { Membership, ZooKeeperSession } from '@rideshare/dbaas';
import { workerConfig } from './config.ts';
import { DatabaseWorker } from './worker.ts';

const { id, dataDir, amqpUrl, zookeeperUrl, sessionTimeoutMs, logLevel } = requireConfig(workerConfig);
const logger = createLogger('worker', logLevel).child({ worker: id });
const membership = new Membership(new ZooKeeperSession({ url: zookeeperUrl, sessionTimeoutMs, logger }));

const worker = new DatabaseWorker({
  id,
  dataDir,
  amqpUrl,
  logLevel,
  logger,
  membership,
  exit: (code, reason) => {
    logger.error({ code, reason }, 'the worker ends');
    process.exit(code);
  },
});

onShutdown(logger, () => worker.stop());
await mkdir(dataDir, { recursive: true });
await worker.start();
