import type { MessagePort } from 'node:worker_threads';

interface Asked {
  id: number;
}

type Answered = { id: number } & ({ file: string } | { error: string });

/** Asks the thread of snapshots for backups. */
export class BackupClient {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, PromiseWithResolvers<string>>();
  #last = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    port.on('message', (answered: Answered) => this.#receive(answered));
  }

  /** Resolves with the name of the written file. */
  take(): Promise<string> {
    const id = ++this.#last;
    const answer = Promise.withResolvers<string>();
    this.#waiting.set(id, answer);
    this.#port.postMessage({ id } satisfies Asked);
    return answer.promise;
  }

  close(): void {
    this.#port.close();
  }

  #receive(answered: Answered): void {
    const waiting = this.#waiting.get(answered.id);
    this.#waiting.delete(answered.id);
    if ('file' in answered) waiting?.resolve(answered.file);
    else waiting?.reject(new Error(answered.error));
  }
}

/** Answers a BackupClient at the other end of the port. */
export function serveBackups(port: MessagePort, take: () => Promise<string>): void {
  port.on('message', ({ id }: Asked) => {
    const answer = (answered: Answered): void => port.postMessage(answered);
    take().then(
      (file) => answer({ id, file }),
      (error: unknown) => answer({ id, error: String(error) }),
    );
  });
}
