import { verify } from '../snapshot/verify.ts';
import { PinnedCopy } from '../storage/pinned-copy.ts';
import type { Position } from '../storage/position.ts';

export interface Examination {
  /** Where the copy stands still to be examined. */
  offset: number;
  /** The file to write it to, if it is to be written; there must be none yet. */
  to: string | undefined;
}

export interface Examined {
  position: Position;
  /** Of all tables. */
  hash: string;
}

export interface Examiner {
  /** Called when the copy is pinned: its writer may go on. */
  onPinned: () => void;
  /** Called before what was written is verified, which takes as long again. */
  onHashed: (examined: Examined) => void;
}

/**
 * Hashes the copy as it stands at an offset. When it is to be written, what is hashed is the file that was written, so
 * that nothing becomes a snapshot but what was compared; it is sound when this resolves.
 * @throws SqliteError, or UnsuitableFileError when what was written is damaged
 */
export async function examine(
  copyFile: string,
  { offset, to }: Examination,
  { onPinned, onHashed }: Examiner,
): Promise<void> {
  const copy = PinnedCopy.open(copyFile);
  try {
    onPinned();
    const { position } = copy;
    if (position.offset !== offset)
      throw new Error(`the copy went on to ${position.offset} before it was pinned`);
    if (to === undefined) {
      onHashed({ position, hash: copy.hash() });
      return;
    }
    await copy.backup(to);
    copy.close();
    onHashed({ position, hash: hashOf(to) });
    verify(to);
  } finally {
    copy.close();
  }
}

function hashOf(file: string): string {
  const copy = PinnedCopy.open(file);
  try {
    return copy.hash();
  } finally {
    copy.close();
  }
}
