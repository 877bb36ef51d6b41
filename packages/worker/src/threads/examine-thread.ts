import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { examine, type Examination } from '../checkpoint/examine.ts';
import { Handover } from '../checkpoint/handover.ts';
import { isDamage } from '../storage/damage.ts';
import type { ExaminationReport, ExaminerSettings } from './examiners.ts';

/** Examines the copy at one checkpoint, and ends. */
const { file, handover } = workerData as ExaminerSettings;

parentPort?.once('message', (examination: Examination) => void run(examination));
post({ type: 'ready' });

async function run(examination: Examination): Promise<void> {
  try {
    await examine(file, examination, {
      onPinned: giveWay,
      onHashed: (examined) => post({ type: 'hashed', ...examined }),
    });
    post({ type: 'done' });
  } catch (error) {
    post({ type: 'failed', reason: String(error), damaged: isDamage(error) });
  }
}

/** Lowers the priority, on Linux of the calling thread alone. While the copy's writer waited, it was a full one. */
function giveWay(): void {
  new Handover(handover).take();
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

function post(report: ExaminationReport): void {
  parentPort?.postMessage(report);
}
