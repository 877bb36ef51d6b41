import { Exception } from 'node-zookeeper-client';

/** Something ZooKeeper answered or failed to answer; `code` is its name for it. */
export class ZooKeeperError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The znode, or its parent, does not exist. */
export class NoNodeError extends ZooKeeperError {}

/** The znode exists already. */
export class NodeExistsError extends ZooKeeperError {}

/** The znode has changed since its version was read. */
export class BadVersionError extends ZooKeeperError {}

/** No answer in time, or the connection or the session went: whether the call took effect is unknown. */
export class ZooKeeperUnavailableError extends ZooKeeperError {
  constructor(message: string, options?: ErrorOptions) {
    super('UNAVAILABLE', message, options);
  }
}

const UNAVAILABLE = new Set([
  Exception.CONNECTION_LOSS,
  Exception.OPERATION_TIMEOUT,
  Exception.SESSION_EXPIRED,
  Exception.AUTH_FAILED,
]);

/** The error class for what the client library reported about a call on `path`. */
export function classify(error: unknown, path: string): ZooKeeperError {
  if (!(error instanceof Exception)) {
    return new ZooKeeperError('CLIENT', `${path}: ${String(error)}`, { cause: error });
  }
  const code = error.getCode();
  const name = error.getName();
  if (UNAVAILABLE.has(code)) return new ZooKeeperUnavailableError(`${path}: ${name}`, { cause: error });
  const Class = CLASSES.get(code) ?? ZooKeeperError;
  return new Class(name, `${path}: ${name}`, { cause: error });
}

const CLASSES = new Map<number, typeof ZooKeeperError>([
  [Exception.NO_NODE, NoNodeError],
  [Exception.NODE_EXISTS, NodeExistsError],
  [Exception.BAD_VERSION, BadVersionError],
]);
