import { once } from 'node:events';

export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** Rejects at Ctrl-C; a second one ends this process at once. */
export function interruption(): Promise<never> {
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => {
    throw new InterruptedError();
  });
  interrupted.catch(() => undefined);
  return interrupted;
}
