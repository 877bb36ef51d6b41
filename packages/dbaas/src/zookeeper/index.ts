export type { SessionEvents, SessionOptions, SessionState } from './connection.ts';
export {
  BadVersionError,
  NodeExistsError,
  NoNodeError,
  ZooKeeperError,
  ZooKeeperUnavailableError,
} from './errors.ts';
export { type MasterInfo, Membership, type WorkerInfo, type WorkerRole } from './membership.ts';
export { type CreateOptions, type Stat, type Step, type Watcher, ZooKeeperSession } from './session.ts';
