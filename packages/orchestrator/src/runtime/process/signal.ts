import { isAlive } from './proc.ts';
import type { ProcessIdentity } from './proc.ts';

/** Sends a signal to this very process; does nothing when it has ended, whoever has its pid now. */
export function signalProcess(identity: ProcessIdentity, name: NodeJS.Signals): void {
  if (isAlive(identity)) send(identity.pid, name);
}

/** Sends a signal to the group that this very process leads, and so to all that it has started. */
export function signalGroup(leader: ProcessIdentity, name: NodeJS.Signals): void {
  if (isAlive(leader)) send(-leader.pid, name);
}

function send(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
