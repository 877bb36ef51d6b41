export * from './config.ts';
export { hashTables } from './storage/hash.ts';
export type { TableHashes } from './storage/hash.ts';
export { PinnedCopy } from './storage/pinned-copy.ts';
export { NoUsableSnapshotError, UnsuitableFileError } from './snapshot/errors.ts';
export { publishGenesis, rebase } from './snapshot/genesis.ts';
export { SnapshotStore } from './snapshot/store.ts';
export type { Snapshot, SnapshotDetails } from './snapshot/store.ts';
export { verify } from './snapshot/verify.ts';
