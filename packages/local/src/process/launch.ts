import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from './errors.ts';
import { groupMembers, identify } from './identity.ts';
import { signalProcess } from './stop.ts';
import type { ProcessIdentity } from './identity.ts';

export interface Command {
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Folder that it works in, and that its crash dumps go to; ours without it. */
  cwd?: string;
  /** Standard output and error are appended to it. */
  logFile: string;
}

/** A started process, leader of its own process group and session. */
export interface Launched {
  identity: ProcessIdentity;
  /** Settles with a sentence such as "exit code 1" or "SIGKILL" when it has ended. */
  exited: Promise<string>;
}

const logLimitBytes = 10 * 1024 * 1024;

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logLimitBytes) renameSync(path, `${path}.1`);
  return openSync(path, 'a');
}

const boundToUs = new Set<ProcessIdentity>();
process.once('exit', () => {
  for (const leader of boundToUs) groupMembers(leader).forEach((member) => signalProcess(member, 'SIGKILL'));
});

function killAtExit(leader: ProcessIdentity): () => boolean {
  boundToUs.add(leader);
  return () => boundToUs.delete(leader);
}

/**
 * Starts a command. With `dieWithParent` it is killed when this process ends, however that ends.
 * @throws {@link StartError} when it cannot be run at all.
 */
export async function launch(command: Command, dieWithParent: boolean): Promise<Launched> {
  const log = openLog(command.logFile);
  const [file, args] = dieWithParent
    ? ['setpriv', ['--pdeathsig', 'KILL', '--', command.command, ...command.args]]
    : [command.command, [...command.args]];
  const child = spawn(file, args, {
    env: command.env,
    cwd: command.cwd,
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code ?? 'unknown'}`));
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) =>
      reject(new StartError(`${command.name} cannot be run: ${cause.message}`, { cause })),
    );
  });
  const pid = child.pid ?? 0;
  // Without a start time it has ended already; 0 matches no living process.
  const identity = identify(pid) ?? { pid, startTime: 0 };
  if (dieWithParent) {
    const forget = killAtExit(identity);
    void exited.then(forget);
  }
  return { identity, exited };
}
