import { parentPort, workerData } from 'node:worker_threads';
import { createLogger } from '@rideshare/common';
import { BrokerLink, declareQueues, type BrokerConnection } from '@rideshare/dbaas';
import { AppliedOffset } from '../log/applied-offset.ts';
import { LogAppender } from '../log/appender.ts';
import { LogFollower } from '../log/follower.ts';
import { Master } from '../roles/master.ts';
import { Copy, type Outcome } from '../storage/copy.ts';
import { UnusableCopyError } from '../storage/unusable-copy.ts';
import type { CopyCommand, CopyEvent, ThreadSettings } from './protocol.ts';

/** The only writer of the copy: follows the log, and leads when told to. It has its own connection to the broker. */
const { id, amqpUrl, logMaxBytes, logLevel, file, applied } = workerData as ThreadSettings;
const logger = createLogger('worker-copy', logLevel).child({ worker: id });
const progress = new AppliedOffset(applied);
const copy = Copy.open(file);
progress.advance(copy.position().offset);

let leading = false;
let connected: { connection: BrokerConnection; appender: LogAppender } | undefined;
let master: Master | undefined;
let awaitedMark: { nonce: string; passed: () => void } | undefined;

const link = new BrokerLink({ url: amqpUrl, name: `${id} copy`, logger, setup: follow });
link.onLost(() => {
  connected = undefined;
  master = undefined;
});
parentPort?.on('message', (command: CopyCommand) => void obey(command));
void link.start();

async function follow(connection: BrokerConnection): Promise<void> {
  const channel = await connection.createChannel();
  await declareQueues(channel, logMaxBytes);
  const appender = new LogAppender(await connection.createConfirmChannel(), (cause) =>
    link.reset(new Error('the broker did not confirm an entry', { cause })),
  );
  await new LogFollower({ channel, copy, onApplied, onFailure }).start();
  await catchUp(appender);
  connected = { connection, appender };
  post({ type: 'caught-up' });
  if (leading) await lead();
}

/** Resolves when everything that stood in the log before this call is applied. */
async function catchUp(appender: LogAppender): Promise<void> {
  const nonce = crypto.randomUUID();
  const { promise, resolve } = Promise.withResolvers<undefined>();
  awaitedMark = { nonce, passed: () => resolve(undefined) };
  appender.append({ kind: 'mark', worker: id, nonce });
  await promise;
}

async function lead(): Promise<void> {
  if (!connected) return;
  const { connection, appender } = connected;
  const channel = await connection.createChannel();
  master = new Master({
    id,
    channel,
    appender,
    position: () => copy.position(),
    onDeposed: () => post({ type: 'deposed' }),
  });
  post({ type: 'leading', term: await master.lead() });
}

function onApplied(outcomes: Outcome[]): void {
  const last = outcomes.at(-1);
  if (last) progress.advance(last.offset);
  master?.settle(outcomes);
  if (
    awaitedMark &&
    outcomes.some(({ header }) => header?.kind === 'mark' && header.nonce === awaitedMark?.nonce)
  ) {
    awaitedMark.passed();
    awaitedMark = undefined;
  }
}

function onFailure(error: unknown): void {
  if (!(error instanceof UnusableCopyError)) throw error;
  post({ type: 'unusable', reason: error.message });
}

async function obey(command: CopyCommand): Promise<void> {
  if (command.type === 'lead') {
    leading = true;
    await lead().catch((error: unknown) =>
      logger.warn({ err: error }, 'the term opens with the next connection'),
    );
    return;
  }
  await link.close();
  copy.close();
  parentPort?.close();
}

function post(event: CopyEvent): void {
  parentPort?.postMessage(event);
}
