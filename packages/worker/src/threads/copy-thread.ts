import { parentPort, workerData } from 'node:worker_threads';
import { createLogger } from '@rideshare/common/core';
import { BrokerLink, declareQueues, type BrokerConnection } from '@rideshare/dbaas/core';
import { announceDivergence } from '../checkpoint/announce.ts';
import { Checkpoints } from '../checkpoint/checkpoints.ts';
import type { Verdict } from '../checkpoint/comparison.ts';
import type { Milestone } from '../checkpoint/due.ts';
import { Handover } from '../checkpoint/handover.ts';
import type { CheckpointHashed } from '../checkpoint/protocol.ts';
import { armFailpoints } from '../failpoints/failpoint.ts';
import { AppliedOffset } from '../log/applied-offset.ts';
import { LogAppender } from '../log/appender.ts';
import { LogFollower, type Applier } from '../log/follower.ts';
import { watchLogEnd } from '../log/log-end.ts';
import { Master } from '../roles/master.ts';
import { prepareCopy, removeCopy } from '../snapshot/install.ts';
import { SnapshotStore } from '../snapshot/store.ts';
import { Copy, type Outcome } from '../storage/copy.ts';
import { isDamage } from '../storage/damage.ts';
import { ForeignCopyError, UnusableCopyError } from '../storage/unusable-copy.ts';
import type { CopyCommand, CopySettings, ThreadEvent } from './protocol.ts';

/** The only writer of the copy: follows the log, and leads when told to. It has its own connection to the broker. */
const settings = workerData as CopySettings;
const { id, amqpUrl, logMaxBytes, logLevel, file, applied } = settings;
const logger = createLogger('worker-copy', logLevel).child({ worker: id });
const snapshots = new SnapshotStore(settings.snapshotsDir);
const prepared = prepareCopy({ file, store: snapshots, logger });
logger.info(prepared, 'the copy is prepared');
const copy = Copy.open(file);
const progress = new AppliedOffset(applied);
progress.advance(copy.position().offset);
const announced: Applier = {
  position: () => copy.position(),
  apply(entries) {
    progress.announce(entries.at(-1)?.offset ?? progress.value);
    return copy.apply(entries);
  },
};

/** To lead an empty database would be to give the former one up, which is for a person to decide. */
const LOG_GONE =
  'the log is empty, but there are snapshots of one that is gone (*.foreign): restore the newest, or remove them to begin anew';

const TICK_MS = 1_000;

let leading = false;
let connected: { connection: BrokerConnection; appender: LogAppender } | undefined;
let master: Master | undefined;
let awaitedMark: { nonce: string; passed: () => void } | undefined;

const checkpoints = new Checkpoints({
  id,
  position: () => copy.position(),
  leads: () => master?.leads ?? false,
  note: (note) => master?.note(note) ?? false,
  handover: new Handover(settings.handover),
  tell: (command) => settings.checkpoints.postMessage(command),
  newest: newestSnapshot,
  limits: settings.limits,
  now: Date.now,
  onDiverged: (verdict) => void throwAway(verdict),
  logger,
});
settings.checkpoints.on('message', (hashed: CheckpointHashed) => checkpoints.hashed(hashed));
const ticking = setInterval(tick, TICK_MS);

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
  await watchLogEnd(connection, copy.position().offset, onFailure);
  await new LogFollower({ channel, copy: announced, onApplied, onFailure }).start();
  await catchUp(appender);
  armFailpoints(settings.failpoints);
  checkpoints.active = true;
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
  if (copy.position().term === 0 && snapshots.hasSetAside()) {
    post({ type: 'unusable', reason: LOG_GONE });
    return;
  }
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
  checkpoints.applied(outcomes);
  if (
    awaitedMark &&
    outcomes.some(({ header }) => header?.kind === 'mark' && header.nonce === awaitedMark?.nonce)
  ) {
    awaitedMark.passed();
    awaitedMark = undefined;
  }
}

function newestSnapshot(): Milestone | undefined {
  const snapshot = snapshots.newest();
  return snapshot && { offset: snapshot.offset, bytes: snapshot.bytes, at: snapshot.createdAt };
}

function tick(): void {
  post({ type: 'beat' });
  try {
    checkpoints.tick();
  } catch (error) {
    logger.warn({ err: error }, 'whether a snapshot is due cannot be told');
  }
}

function onFailure(error: unknown): void {
  if (!(error instanceof UnusableCopyError || isDamage(error))) throw error;
  const asInstalled = prepared.from === 'snapshot' && prepared.offset === copy.position().offset;
  // Else the next start would come to the same end.
  if (error instanceof ForeignCopyError && asInstalled) snapshots.setAside(prepared.offset);
  post({ type: 'unusable', reason: error.message });
}

async function throwAway({ offset, own, logged, master: by }: Verdict): Promise<void> {
  logger.error({ offset, own, logged, master: by }, 'DIVERGENCE: the copy differs from that of the master');
  removeCopy(file);
  await announceDivergence(connected?.connection, id, offset);
  post({ type: 'unusable', reason: `the copy differed from that of ${by} at offset ${offset}` });
}

async function obey(command: CopyCommand): Promise<void> {
  switch (command.type) {
    case 'duty':
      checkpoints.writes = command.writesSnapshots;
      break;
    case 'lead':
      leading = true;
      await lead().catch((error: unknown) =>
        logger.warn({ err: error }, 'the term opens with the next connection'),
      );
      break;
    case 'stop':
      clearInterval(ticking);
      await link.close();
      settings.checkpoints.close();
      copy.close();
      parentPort?.close();
  }
}

function post(event: ThreadEvent): void {
  parentPort?.postMessage(event);
}
