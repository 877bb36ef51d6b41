import type Docker from 'dockerode';

const tailLines = 15;
const headerBytes = 8;

/** The text in the frames by which an engine tells a container's output from its errors. */
function unframed(frames: Buffer): string {
  const texts: string[] = [];
  for (let at = 0; at + headerBytes <= frames.length;) {
    const end = at + headerBytes + frames.readUInt32BE(at + 4);
    texts.push(frames.toString('utf8', at + headerBytes, end));
    at = end;
  }
  return texts.join('');
}

/** The last lines that a container has said; empty when that cannot be known. */
export async function logTail(container: Docker.Container): Promise<string> {
  try {
    const frames = await container.logs({ stdout: true, stderr: true, tail: tailLines });
    return unframed(frames).trimEnd();
  } catch {
    return '';
  }
}
