import { parentPort, workerData } from 'node:worker_threads';
import { createLogger } from '@rideshare/common';
import { BrokerLink, declareQueues } from '@rideshare/dbaas';
import { AppliedOffset } from '../log/applied-offset.ts';
import { answerer } from '../roles/answer.ts';
import { ReadServer } from '../roles/read-server.ts';
import { CopyReader } from '../storage/copy-reader.ts';
import type { ReadCommand, ThreadSettings } from './protocol.ts';

/** Answers reads on a connection of its own: a slow query holds up neither the log nor the ZooKeeper session. */
const { id, amqpUrl, logMaxBytes, logLevel, file, applied } = workerData as ThreadSettings;
const logger = createLogger('worker-read', logLevel).child({ worker: id });
const reader = new CopyReader(file);
const answer = answerer(reader, logger);
const progress = new AppliedOffset(applied);

let serving = false;
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

async function obey(command: ReadCommand): Promise<void> {
  serving = command.type === 'serve' && command.on;
  if (serving) await server?.serve();
  else await server?.drain();
  if (command.type !== 'stop') return;
  await link.close();
  reader.close();
  parentPort?.close();
}
