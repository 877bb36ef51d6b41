import { parentPort, workerData } from 'node:worker_threads';
import { createLogger } from '@rideshare/common/core';
import { serveBackups } from '../checkpoint/backup-port.ts';
import { backUp } from '../checkpoint/backup.ts';
import { Handover } from '../checkpoint/handover.ts';
import type { CheckpointCommand } from '../checkpoint/protocol.ts';
import { Snapshotter } from '../checkpoint/snapshotter.ts';
import { armFailpoints } from '../failpoints/failpoint.ts';
import { SnapshotStore } from '../snapshot/store.ts';
import { ExaminationError, Examiners } from './examiners.ts';
import type { SnapshotSettings, ThreadEvent } from './protocol.ts';

/** Has the copy hashed, and writes snapshots and backups of it, while the other threads go on. */
const settings = workerData as SnapshotSettings;
const { id, logLevel, file, snapshotsDir, handover, checkpoints, backups } = settings;
armFailpoints(settings.failpoints);
const logger = createLogger('worker-snapshot', logLevel).child({ worker: id });
const store = new SnapshotStore(snapshotsDir);
store.removeTemporaryFiles(id);
const turn = new Handover(handover);
const examiners = new Examiners({ file, handover });
const snapshotter = new Snapshotter({
  worker: id,
  store,
  handover: turn,
  examine: (examination, onHashed) => examiners.examine(examination, onHashed),
  onHashed: (hashed) => checkpoints.postMessage(hashed),
  logger,
});

checkpoints.on('message', (command: CheckpointCommand) => void obey(command));
serveBackups(backups, () => backUp(file, snapshotsDir));
await examiners.ready();
turn.free();
post({ type: 'ready' });

async function obey(command: CheckpointCommand): Promise<void> {
  try {
    if (command.type === 'publish') await snapshotter.publish(command.offset);
    else if (command.type === 'discard') await snapshotter.discard(command.offset);
    else await takeCheckpoint(command.offset, command.snapshot);
  } catch (error) {
    logger.error({ err: error, ...command }, 'a checkpoint failed');
    if (error instanceof ExaminationError && error.damaged) post({ type: 'unusable', reason: error.message });
  }
}

async function takeCheckpoint(offset: number, snapshot: boolean): Promise<void> {
  try {
    await snapshotter.checkpoint(offset, snapshot);
  } finally {
    await examiners.ready();
    turn.free();
  }
}

function post(event: ThreadEvent): void {
  parentPort?.postMessage(event);
}
