import type { Logger } from '@rideshare/common';

export interface SessionOptions {
  /** `host:port`, several separated by commas. */
  url: string;
  /** How long the server keeps the session of a silent client, in ms. */
  sessionTimeoutMs: number;
  /** Deadline of every call, the wait for a connection included, in ms. Default 5,000. */
  callTimeoutMs?: number;
  logger: Logger;
}

export type SessionState = 'connecting' | 'connected' | 'closed';

export interface SessionEvents {
  /** The session is usable; watches set before may be gone and have to be set again. */
  connected: [];
  /** The connection is gone; whether the session lives on is not known. */
  lost: [];
  /** The server has ended the session: its ephemeral znodes are gone. A new session is on its way. */
  expired: [];
}
