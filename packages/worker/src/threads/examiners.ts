import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Examination, Examined } from '../checkpoint/examine.ts';

export interface ExaminerSettings {
  /** The SQLite file of this worker's copy. */
  file: string;
  /** The memory behind `Handover`. */
  handover: SharedArrayBuffer;
}

export type ExaminationReport =
  | { type: 'ready' }
  | ({ type: 'hashed' } & Examined)
  | { type: 'done' }
  | { type: 'failed'; reason: string; damaged: boolean };

export class ExaminationError extends Error {
  /** Whether the file of the copy is damaged. */
  readonly damaged: boolean;

  constructor(reason: string, damaged = false) {
    super(reason);
    this.damaged = damaged;
  }
}

/**
 * Threads that examine the copy, one for each checkpoint: a thread that has lowered its priority cannot raise it
 * again, and the copy's writer must not wait for one of low priority. The next one always stands by.
 */
export class Examiners {
  readonly #settings: ExaminerSettings;
  #next: Promise<Worker>;

  constructor(settings: ExaminerSettings) {
    this.#settings = settings;
    this.#next = this.#start();
  }

  /** Resolves when one stands by. */
  async ready(): Promise<void> {
    await this.#next;
  }

  /** Resolves when the examination has ended well. The next may begin when `ready` resolves. @throws ExaminationError */
  async examine(examination: Examination, onHashed: (examined: Examined) => void): Promise<void> {
    const thread = await this.#next;
    thread.postMessage(examination);
    try {
      await ended(thread, onHashed);
    } finally {
      this.#next = this.#start();
    }
  }

  async #start(): Promise<Worker> {
    const url = new URL('./examine-thread.js', import.meta.url);
    const thread = new Worker(url, { workerData: this.#settings });
    await once(thread, 'message');
    return thread;
  }
}

function ended(thread: Worker, onHashed: (examined: Examined) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    thread.on('message', (report: ExaminationReport) => {
      if (report.type === 'hashed') onHashed(report);
      else if (report.type === 'failed') reject(new ExaminationError(report.reason, report.damaged));
      else resolve();
    });
    thread.on('error', (error) => reject(new ExaminationError(String(error))));
    thread.on('exit', () => reject(new ExaminationError('the thread ended')));
  });
}
