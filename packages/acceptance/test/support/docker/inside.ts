import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import type Docker from 'dockerode';

export interface Ended {
  code: number | null;
  /** What it printed, on both of its streams. */
  output: string;
}

/** Runs a command in a container, as its own user. */
export async function runInside(container: Docker.Container, ...command: string[]): Promise<Ended> {
  const exec = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true });
  const output = await demultiplexed(container, await exec.start({}));
  return { code: (await exec.inspect()).ExitCode, output };
}

/** What a container has written to its log so far, one JSON object a line. */
export async function logOf(container: Docker.Container): Promise<Record<string, unknown>[]> {
  const said = await container.logs({ stdout: true, stderr: true, follow: false });
  const lines = (await demultiplexed(container, Readable.from([said]))).split('\n');
  return lines
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Both streams that an engine sends as one. */
async function demultiplexed(container: Docker.Container, both: Readable): Promise<string> {
  const out = new PassThrough();
  const modem = container.modem as Docker['modem'];
  modem.demuxStream(both, out, out);
  const [said] = await Promise.all([text(out), finished(both).finally(() => out.end())]);
  return said;
}
