import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Outcome {
  code: number | null;
  /** What it printed, on both of its streams. */
  output: string;
}

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** Runs one of `./scripts` on the system in `dir`. */
export function runScript(dir: string, script: string, args: string[] = []): Promise<Outcome> {
  return run(join(root, 'scripts', script), args, { RIDESHARE_DIR: dir });
}

/** Runs what such a script runs when all is installed and built. */
export function runCommand(
  dir: string,
  command: string,
  args: string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  const program = join(root, 'packages', 'local', 'dist', 'cli', `${command}.js`);
  return run(process.execPath, [program, ...args], { RIDESHARE_DIR: dir, ...env });
}

async function run(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
