import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Stage } from '../engine/stage.ts';
import { PlaybookError, type PlaybookOptions, type PlaybookRun } from './playbook.ts';
import { changesOf, recapOf } from './recap.ts';

const lastLines = 60;

/** What a playbook is run with beside what its caller says. */
export interface Operator {
  outputsFile: string;
  variables: Readonly<Record<string, unknown>>;
  /** Where the connections that Ansible keeps have their sockets: a path that is short. */
  sockets: string;
}

/** Runs playbooks of ansible/, and numbers their logs. */
export class Ansible {
  readonly #stage: Stage;
  readonly #operator: Operator;
  #runs = 0;

  constructor(stage: Stage, operator: Operator) {
    this.#stage = stage;
    this.#operator = operator;
  }

  /** @throws {@link PlaybookError} when it does not end with 0 */
  async run(playbook: string, options: PlaybookOptions = {}): Promise<PlaybookRun> {
    await mkdir(this.#stage.logs, { recursive: true });
    this.#runs += 1;
    const number = String(this.#runs).padStart(2, '0');
    const logFile = join(this.#stage.logs, `${number}-${basename(playbook, '.yml')}.log`);
    const began = performance.now();
    const { code, output } = await this.#play(playbook, options, logFile);
    const seconds = (performance.now() - began) / 1000;
    const run = { recap: recapOf(output), changes: changesOf(output), seconds, output, logFile };
    if (code === 0) return run;
    const end = output.trimEnd().split('\n').slice(-lastLines).join('\n');
    throw new PlaybookError(`${playbook} ended with ${code}; the end of ${logFile}:\n${end}`, run);
  }

  async #play(playbook: string, { version, tags, limit, variables }: PlaybookOptions, logFile: string) {
    const { outputsFile, variables: own, sockets } = this.#operator;
    const extra = { ...own, ...(version !== undefined && { rideshare_version: version }), ...variables };
    const child = spawn(
      'ansible-playbook',
      [
        ...['--inventory', 'inventory/terraform', '--extra-vars', JSON.stringify(extra)],
        ...(tags === undefined ? [] : ['--tags', tags.join(',')]),
        ...(limit === undefined ? [] : ['--limit', limit]),
        playbook,
      ],
      {
        cwd: join(this.#stage.root, 'ansible'),
        env: {
          ...process.env,
          RIDESHARE_OUTPUTS: outputsFile,
          ANSIBLE_CONFIG: 'ansible.cfg',
          ANSIBLE_NOCOLOR: '1',
          ANSIBLE_STDOUT_CALLBACK: 'default',
          ANSIBLE_CALLBACKS_ENABLED: 'ansible.posix.profile_tasks',
          ANSIBLE_SSH_CONTROL_PATH_DIR: sockets,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const log = createWriteStream(logFile);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (said: Buffer) => {
        output += said.toString();
        log.write(said);
      });
    const [code] = (await once(child, 'close')) as [number | null];
    log.end();
    return { code, output };
  }
}
