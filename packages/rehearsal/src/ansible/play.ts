import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Played {
  code: number | null;
  /** What it said, errors too. */
  output: string;
}

/**
 * Runs `ansible-playbook`, and copies what it says to `logFile`.
 *
 * @param onLine told each line of its standard output as it comes
 */
export async function play(
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; logFile: string },
  onLine: (line: string) => void,
): Promise<Played> {
  const { cwd, env, logFile } = options;
  const child = spawn('ansible-playbook', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close') as Promise<[number | null]>;
  const log = createWriteStream(logFile);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (said: Buffer) => {
      output += said.toString();
      log.write(said);
    });
  createInterface({ input: child.stdout }).on('line', onLine);
  const [code] = await closed;
  log.end();
  return { code, output };
}
