import { PassThrough, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { LIST_QUEUES, parseQueues } from '../calm/queues.ts';
import type { Queue } from '../system/arena.ts';
import type { Deployed } from './engine.ts';

/** @throws Error with what rabbitmqctl says when it fails */
export async function listQueues({ docker, prefix }: Deployed): Promise<Queue[]> {
  const container = docker.getContainer(`${prefix}rabbitmq`);
  const command = ['rabbitmqctl', ...LIST_QUEUES];
  const exec = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true });
  const both: Readable = await exec.start({});
  const [out, err] = [new PassThrough(), new PassThrough()];
  docker.modem.demuxStream(both, out, err);
  both.once('close', () => {
    out.end();
    err.end();
  });
  const [printed, complaint] = await Promise.all([text(out), text(err)]);
  const { ExitCode: code } = await exec.inspect();
  if (code !== 0) throw new Error(`rabbitmqctl failed: ${complaint.trim()}`);
  return parseQueues(printed);
}
