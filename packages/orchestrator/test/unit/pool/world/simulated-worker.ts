/** A worker's process, and how it behaves. */
export interface SimulatedWorker {
  id: string;
  pid: number;
  startedAt: number;
  /** Never registers. */
  hung: boolean;
  /** Does nothing any more, not even answer a SIGTERM. */
  frozen: boolean;
  stopping: boolean;
  outdated?: true;
  /** It has been master. */
  led: boolean;
  /** When it is in touch with ZooKeeper again after an outage. */
  connectsAt: number;
  /** When it will next try to register. */
  registersAt: number;
  /** When it will end. */
  endsAt: number;
}

/** A worker's session with ZooKeeper; it lives with the process, and a little longer than it. */
export interface SimulatedSession {
  id: string;
  pid: number;
  expiresAt: number;
}
