import { once } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { checkpointLimits } from '../checkpoint/due.ts';
import { Handover } from '../checkpoint/handover.ts';
import { copyFileOf, type WorkerConfig } from '../config.ts';
import { AppliedOffset } from '../log/applied-offset.ts';
import { SnapshotStore } from '../snapshot/store.ts';
import type {
  CopyCommand,
  CopySettings,
  ReadCommand,
  ReadSettings,
  SnapshotSettings,
  ThreadEvent,
  ThreadSettings,
} from './protocol.ts';

export interface ThreadsOptions {
  config: WorkerConfig;
  onEvent: (event: ThreadEvent) => void;
  /** Called when a thread has failed, or has ended by itself. */
  onFailure: (reason: string) => void;
}

/** The threads of one worker and what connects them with each other. */
export class Threads {
  readonly applied = new AppliedOffset();
  readonly #options: ThreadsOptions;
  readonly #handover = new Handover();
  readonly #checkpoints = new MessageChannel();
  readonly #backups = new MessageChannel();
  #copy: Worker | undefined;
  #reads: Worker | undefined;
  #snapshots: Worker | undefined;
  #stopping = false;

  constructor(options: ThreadsOptions) {
    this.#options = options;
  }

  startCopy(): void {
    const { config } = this.#options;
    const settings = {
      ...this.#common(),
      ...this.#broker(),
      limits: checkpointLimits(config),
      handover: this.#handover.buffer,
      checkpoints: this.#checkpoints.port1,
    } satisfies CopySettings;
    this.#copy = this.#thread('copy-thread', settings, [settings.checkpoints]);
  }

  /** Resolves when reads are taken, or the thread has ended. */
  async startReads(): Promise<void> {
    const settings = {
      ...this.#common(),
      ...this.#broker(),
      backups: this.#backups.port1,
    } satisfies ReadSettings;
    this.#reads = this.#thread('read-thread', settings, [settings.backups]);
    await Promise.race([once(this.#reads, 'message'), once(this.#reads, 'exit')]);
  }

  /** Resolves when the copy can be handed over at checkpoints. */
  async startSnapshots(): Promise<void> {
    const settings = {
      ...this.#common(),
      handover: this.#handover.buffer,
      checkpoints: this.#checkpoints.port2,
      backups: this.#backups.port2,
    } satisfies SnapshotSettings;
    this.#snapshots = this.#thread('snapshot-thread', settings, [settings.checkpoints, settings.backups]);
    await once(this.#snapshots, 'message');
  }

  tellCopy(command: CopyCommand): void {
    this.#copy?.postMessage(command);
  }

  tellReads(command: ReadCommand): void {
    this.#reads?.postMessage(command);
  }

  /** Resolves when the reads under way are answered and all threads have ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#end(this.#reads);
    await this.#end(this.#copy);
    await this.#snapshots?.terminate();
    const { id, snapshotsDir } = this.#options.config;
    if (this.#snapshots) new SnapshotStore(snapshotsDir).removeTemporaryFiles(id);
  }

  #common(): ThreadSettings {
    const { config } = this.#options;
    const { id, logLevel, snapshotsDir, failpoints } = config;
    return { id, logLevel, file: copyFileOf(config), snapshotsDir, failpoints };
  }

  #broker(): { amqpUrl: string; logMaxBytes: number; applied: SharedArrayBuffer } {
    const { amqpUrl, logMaxBytes } = this.#options.config;
    return { amqpUrl, logMaxBytes, applied: this.applied.buffer };
  }

  #thread(name: string, workerData: object, transferList: MessagePort[]): Worker {
    const { onEvent, onFailure } = this.#options;
    const thread = new Worker(new URL(`./${name}.js`, import.meta.url), { workerData, transferList });
    thread.on('message', onEvent);
    thread.on('error', (error: Error) => onFailure(`${name} failed: ${error.stack ?? error.message}`));
    thread.on('exit', (code) => {
      if (!this.#stopping) onFailure(`${name} ended with ${code}`);
    });
    return thread;
  }

  async #end(thread: Worker | undefined): Promise<void> {
    if (!thread) return;
    const ended = new Promise((resolve) => thread.once('exit', resolve));
    thread.postMessage({ type: 'stop' } satisfies CopyCommand & ReadCommand);
    await ended;
  }
}
