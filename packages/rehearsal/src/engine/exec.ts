import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import type Docker from 'dockerode';
import type { Ended } from '../program/ended.ts';

/** Runs a command in a container, as root. */
export async function exec(container: Docker.Container, command: string[]): Promise<Ended> {
  const running = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true, User: '0' });
  const both = await running.start({});
  const [out, err] = [new PassThrough(), new PassThrough()];
  (container.modem as Docker['modem']).demuxStream(both, out, err);
  const ended = finished(both).finally(() => {
    out.end();
    err.end();
  });
  const [output, complaint] = await Promise.all([text(out), text(err), ended]);
  return { code: (await running.inspect()).ExitCode ?? 0, output, complaint };
}
