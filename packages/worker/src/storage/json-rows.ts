export class TooLongError extends Error {}

/**
 * A JSON array of what is iterated, which is not taken in as a whole before.
 * @throws TooLongError as soon as it would be longer than this, in UTF-8.
 */
export function jsonArray(items: Iterable<object>, maxBytes: number): string {
  let text = '';
  let bytes = '[]'.length;
  for (const item of items) {
    const next = text === '' ? JSON.stringify(item) : `,${JSON.stringify(item)}`;
    bytes += Buffer.byteLength(next);
    if (bytes > maxBytes) throw new TooLongError(`longer than ${maxBytes} bytes`);
    text += next;
  }
  return `[${text}]`;
}
