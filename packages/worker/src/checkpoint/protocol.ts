/** From the copy's writer to the thread of snapshots. */
export type CheckpointCommand =
  /** Pin the copy, which stands at this offset, hash it, and write a snapshot when it is to. */
  | { type: 'checkpoint'; offset: number; snapshot: boolean }
  /** The hash was the log's: the snapshot of this offset, if there is one, is good. */
  | { type: 'publish'; offset: number }
  /** The snapshot of this offset, if there is one, is not to be used. */
  | { type: 'discard'; offset: number };

export interface CheckpointHashed {
  offset: number;
  /** Of all tables of this worker's copy at that offset. */
  hash: string;
}
