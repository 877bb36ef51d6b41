import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { identify } from '../process/identity.ts';
import { sweepGroup } from '../process/stop.ts';

export interface CommandOutcome {
  code: number | null;
  /** What it said, errors too. */
  output: string;
}

/**
 * Runs a command to its end. It gets no Ctrl-C of the terminal; `signal` kills it with all of its own processes, as the
 * end of this process does.
 * @throws the reason of `signal`, or that it cannot be run
 */
export async function runCommand(
  [command, ...args]: readonly [string, ...string[]],
  options: { env: NodeJS.ProcessEnv; cwd: string; signal: AbortSignal },
): Promise<CommandOutcome> {
  const { env, cwd, signal } = options;
  signal.throwIfAborted();
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], {
    env,
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  const closed = once(child, 'close') as Promise<[number | null]>;
  const leader = identify(child.pid ?? 0);
  const kill = () => void (leader && sweepGroup(leader));
  signal.addEventListener('abort', kill);
  try {
    const [code] = await closed;
    signal.throwIfAborted();
    return { code, output };
  } finally {
    signal.removeEventListener('abort', kill);
  }
}
