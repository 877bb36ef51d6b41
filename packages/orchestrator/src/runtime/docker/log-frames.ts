const HEADER_BYTES = 8;

/** The text in what the engine sends of a container's output: frames of a stream's number, a length, and that much. */
export function textOfFrames(frames: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; at + HEADER_BYTES <= frames.length;) {
    const begin = at + HEADER_BYTES;
    at = begin + frames.readUInt32BE(at + 4);
    parts.push(frames.subarray(begin, at));
  }
  return Buffer.concat(parts).toString();
}
