import { parentPort, workerData } from 'node:worker_threads';
import { createLogger } from '@rideshare/common/core';
import { BrokerLink, declareQueues, type ReadRequest } from '@rideshare/dbaas/core';
import { BackupClient } from '../checkpoint/backup-port.ts';
import { AppliedOffset } from '../log/applied-offset.ts';
import { answerer } from '../roles/answer.ts';
import { ReadServer, type Answer } from '../roles/read-server.ts';
import { CopyReader } from '../storage/copy-reader.ts';
import type { ReadCommand, ReadSettings, ThreadEvent } from './protocol.ts';

/** Answers reads on a connection of its own: a slow query holds up neither the log nor the ZooKeeper session. */
const { id, amqpUrl, logMaxBytes, logLevel, file, applied, ...ports } = workerData as ReadSettings;
const logger = createLogger('worker-read', logLevel).child({ worker: id });
const reader = new CopyReader(file);
const backups = new BackupClient(ports.backups);
const answerRead = answerer({
  reader,
  backUp: () => backups.take(),
  onDamage: ({ message: reason }) =>
    parentPort?.postMessage({ type: 'unusable', reason } satisfies ThreadEvent),
  logger,
});
const progress = new AppliedOffset(applied);
let answered = false;

let serving = true;
let stopping = false;
let server: ReadServer | undefined;

/** 0: a query may run for longer than any heartbeat, and the worker's other connection tells of its death. */
const heartbeatSeconds = 0;

const link = new BrokerLink({
  url: amqpUrl,
  name: `${id} read`,
  logger,
  heartbeatSeconds,
  setup: async (connection) => {
    const channel = await connection.createChannel();
    await declareQueues(channel, logMaxBytes);
    server = new ReadServer({ channel, answer, progress });
    if (serving) await server.serve();
    parentPort?.postMessage({ type: 'ready' } satisfies ThreadEvent);
  },
});
link.onLost(() => {
  server = undefined;
});

let last = Promise.resolve();
parentPort?.on('message', (command: ReadCommand) => {
  last = last
    .then(() => obey(command))
    .catch((error: unknown) => logger.warn({ err: error }, 'reads are taken with the next connection'));
});
void link.start();

function answer(request: ReadRequest): Answer | Promise<Answer> {
  if (!answered)
    logger.info({ sinceStartMs: Math.round(process.uptime() * 1_000) }, 'answers its first read');
  answered = true;
  return answerRead(request);
}

async function obey(command: ReadCommand): Promise<void> {
  stopping ||= command.type === 'stop';
  serving = command.type === 'serve' && command.on && !stopping;
  if (serving) await server?.serve();
  else await server?.pause();
  if (command.type === 'stop') await end();
}

async function end(): Promise<void> {
  await server?.drain();
  await link.close();
  backups.close();
  reader.close();
  parentPort?.close();
}
