export type { SessionEvents, SessionOptions, SessionState } from './session-options.ts';
export {
  BadVersionError,
  NodeExistsError,
  NoNodeError,
  ZooKeeperError,
  ZooKeeperUnavailableError,
} from './errors.ts';
export type { MasterInfo } from './mastership.ts';
export type { Announcement } from './pids.ts';
export { Membership, type WorkerInfo, type WorkerRole } from './membership.ts';
export { type CreateOptions, type Stat, type Step, type Watcher, ZooKeeperSession } from './session.ts';
