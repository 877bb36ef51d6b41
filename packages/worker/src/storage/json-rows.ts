export class TooLongError extends Error {}

/**
 * A JSON array of what comes in pieces, which are not taken in as a whole before.
 * @throws TooLongError as soon as it would be longer than this, in UTF-8.
 */
export function jsonArray(pieces: Iterable<object[]>, maxBytes: number): string {
  const texts: string[] = [];
  let bytes = '[]'.length;
  for (const piece of pieces) {
    if (piece.length === 0) continue;
    const text = JSON.stringify(piece).slice(1, -1);
    bytes += (texts.length > 0 ? ','.length : 0) + Buffer.byteLength(text);
    if (bytes > maxBytes) throw new TooLongError(`longer than ${maxBytes} bytes`);
    texts.push(text);
  }
  return `[${texts.join()}]`;
}
