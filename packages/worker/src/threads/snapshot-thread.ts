import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { createLogger } from '@rideshare/common/core';
import { serveBackups } from '../checkpoint/backup-port.ts';
import { backUp } from '../checkpoint/backup.ts';
import { Handover } from '../checkpoint/handover.ts';
import type { CheckpointCommand } from '../checkpoint/protocol.ts';
import { Snapshotter } from '../checkpoint/snapshotter.ts';
import { armFailpoints } from '../failpoints/failpoint.ts';
import { SnapshotStore } from '../snapshot/store.ts';
import { isDamage } from '../storage/damage.ts';
import type { SnapshotSettings, ThreadEvent } from './protocol.ts';

/** Reads the whole copy, to hash it and to write snapshots and backups of it, while the other threads go on. */
const settings = workerData as SnapshotSettings;
const { id, logLevel, file, snapshotsDir, handover, checkpoints, backups } = settings;
armFailpoints(settings.failpoints);
const logger = createLogger('worker-snapshot', logLevel).child({ worker: id });
const store = new SnapshotStore(snapshotsDir);
store.removeTemporaryFiles(id);
// On Linux, of the calling thread alone.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const turn = new Handover(handover);
const snapshotter = new Snapshotter({
  worker: id,
  file,
  store,
  onPinned: () => turn.take(),
  onHashed: (hashed) => checkpoints.postMessage(hashed),
  logger,
});

checkpoints.on('message', (command: CheckpointCommand) => void obey(command));
serveBackups(backups, () => backUp(file, snapshotsDir));
turn.free();
post({ type: 'ready' });

async function obey(command: CheckpointCommand): Promise<void> {
  try {
    if (command.type === 'publish') snapshotter.publish(command.offset);
    else if (command.type === 'discard') snapshotter.discard(command.offset);
    else await snapshotter.checkpoint(command.offset, command.snapshot);
  } catch (error) {
    logger.error({ err: error, ...command }, 'a checkpoint failed');
    if (isDamage(error)) post({ type: 'unusable', reason: error.message });
  } finally {
    if (command.type === 'checkpoint') turn.free();
  }
}

function post(event: ThreadEvent): void {
  parentPort?.postMessage(event);
}
