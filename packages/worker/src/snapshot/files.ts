import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeFileSync } from 'node:fs';

const CHUNK_BYTES = 1024 * 1024;

/** SHA-256 of a file, in hex. */
export function sha256Of(file: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  withFile(file, (fd) => {
    for (let read = readSync(fd, chunk); read > 0; read = readSync(fd, chunk)) {
      hash.update(chunk.subarray(0, read));
    }
  });
  return hash.digest('hex');
}

/** When it returns, a file's content, or the names in a folder, outlive a power cut. */
export function flush(path: string): void {
  withFile(path, fsyncSync);
}

/** Writes a file whose content outlives a power cut. */
export function writeDurably(file: string, content: string): void {
  writeFileSync(file, content, { flush: true });
}

function withFile(path: string, use: (fd: number) => void): void {
  const fd = openSync(path, 'r');
  try {
    use(fd);
  } finally {
    closeSync(fd);
  }
}
