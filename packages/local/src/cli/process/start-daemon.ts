import { fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartError } from '../../process/errors.ts';
import { filesOf } from '../../system/files.ts';
import type { FromDaemon, ToDaemon } from './daemon-messages.ts';
import type { SystemPlan } from '../../system/plan.ts';

export interface Daemon {
  pid: number;
  /** Resolves when all parts are ready. Rejects with the reason when one is not; then nothing runs any more. */
  started: Promise<void>;
}

/** Something to find out before the system goes on starting. */
export interface Gate {
  /** The part that has to be ready for it; those behind it have not started yet. */
  after: string;
  /** When it rejects, so does the start. */
  pass: () => Promise<void>;
}

/** Starts the supervisor as a process of its own that outlives this one once all is up. */
export function startDaemon(
  plan: SystemPlan,
  onPart: (name: string, state: string) => void,
  gate?: Gate,
): Daemon {
  const logFile = filesOf(plan.dir).log('supervisor');
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  const child = fork(join(import.meta.dirname, 'daemon.js'), [], {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    cwd: plan.dir,
  });
  closeSync(log);
  const send = (message: ToDaemon) => child.send(message);
  send({ kind: 'start', plan, pauseAfter: gate?.after });
  let failure = `the supervisor ended; see ${logFile}`;
  const started = new Promise<void>((resolve, reject) => {
    child.on('message', (message: FromDaemon) => {
      if (message.kind === 'part') onPart(message.name, message.state);
      if (message.kind === 'paused') gate?.pass().then(() => send({ kind: 'continue' }), reject);
      if (message.kind === 'failed') failure = message.message;
      if (message.kind === 'started') {
        child.disconnect();
        child.unref();
        resolve();
      }
    });
    child.once('exit', () => reject(new StartError(failure)));
    child.once('error', reject);
  });
  return { pid: child.pid ?? 0, started };
}
