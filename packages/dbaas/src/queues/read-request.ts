import type { Read } from '../statements/types.ts';

/** The content of a readQ message. */
export type ReadRequest =
  | {
      kind: 'rows';
      read: Read;
      /** Log offset that the answering copy must have applied; -1 for any. */
      floor: number;
    }
  | { kind: 'tables'; floor: number }
  | { kind: 'table'; table: string; floor: number }
  /** Writes the copy to a file in the folder of snapshots; the answer is `{"file"}`, its name there. */
  | { kind: 'backup'; floor: number };
