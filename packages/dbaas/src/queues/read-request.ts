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
  | { kind: 'table'; table: string; floor: number };
