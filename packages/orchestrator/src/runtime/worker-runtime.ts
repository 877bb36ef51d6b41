/** A running worker: a child process, or a container seen from its host. */
export interface WorkerProcess {
  id: string;
  pid: number;
  /** When it was started, in ms since the epoch. */
  startedAt: number;
  /** The container that it is the main process of; none in the process runtime. */
  container?: WorkerContainer;
  /** It was made otherwise than a new one would be: of another image, or with other settings. */
  outdated?: true;
}

export interface WorkerContainer {
  /** The engine's whole id, of 64 hex digits. */
  id: string;
  /** Without the prefix that all containers of a deployment share, as the runtime's `rename` takes it too. */
  name: string;
}

/** What runs the workers. It outlives no orchestrator, but the workers it started do. */
export interface WorkerRuntime {
  /** Starts the worker with this id, or finds it running; resolves when its process exists. */
  start(id: string): Promise<WorkerProcess>;
  /** Asks the worker to leave (SIGTERM), ends it after `graceMs`; resolves when it is gone. An unknown id is fine. */
  stop(id: string, graceMs: number): Promise<void>;
  /**
   * Ends the worker without asking (SIGKILL); resolves when it is gone, with the pid that it had.
   * Undefined when there was nothing to kill: an unknown id, or a worker that had ended by itself.
   */
  kill(id: string): Promise<number | undefined>;
  /** Every running worker, those of an earlier orchestrator and those just started included. */
  list(): Promise<WorkerProcess[]>;
  /** Workers that do not run and have left a copy of the data behind, the newest copy first. */
  idle(): Promise<string[]>;
  /** Removes the copy of a worker that does not run, and whatever else it has left. */
  forget(id: string): Promise<void>;
  /** Calls the listener once for each worker that ends, for whatever reason. */
  onExit(listener: (id: string) => void): void;
  /** Lets go without touching the workers. */
  close(): Promise<void>;
}
