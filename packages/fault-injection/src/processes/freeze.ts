import { startTime } from './proc.ts';
import { sendSignal } from './signal.ts';

/**
 * Stops a process where it stands (SIGSTOP): its connections stay open, and it answers nobody.
 * @returns what lets that very process go on, should it still be there
 */
export function freeze(pid: number): () => void {
  const started = startTime(pid);
  if (started === undefined) return () => undefined;
  sendSignal(pid, 'SIGSTOP');
  return () => {
    if (startTime(pid) === started) sendSignal(pid, 'SIGCONT');
  };
}
