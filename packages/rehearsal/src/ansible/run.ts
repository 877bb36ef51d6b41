import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Stage } from '../engine/stage.ts';
import { play } from './play.ts';
import { PlaybookError, type PlaybookOptions, type PlaybookRun } from './playbook.ts';
import { changesOf, recapOf } from './recap.ts';

const lastLines = 60;

/** What a playbook is run with beside what its caller says. */
export interface Operator {
  outputsFile: string;
  variables: Readonly<Record<string, unknown>>;
  /** Told when a playbook begins its next play, and when it ends. */
  log: (line: string) => void;
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
    const logFile = await this.#nextLog(playbook);
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1000;
    const tell = (what: string) => this.#operator.log(`${playbook}, ${seconds().toFixed(0)} s: ${what}`);
    const place = { cwd: join(this.#stage.root, 'ansible'), env: this.#environment(), logFile };
    const { code, output } = await play(this.#arguments(playbook, options), place, (line) => {
      const name = /^PLAY \[(.*)\] \*+$/.exec(line)?.[1];
      if (name !== undefined) tell(name);
    });
    tell('ended');
    const run = {
      recap: recapOf(output),
      changes: changesOf(output),
      seconds: seconds(),
      output,
      logFile,
    };
    if (code === 0) return run;
    const end = output.trimEnd().split('\n').slice(-lastLines).join('\n');
    throw new PlaybookError(
      `${playbook} ended with ${code ?? 'a signal'}; the end of ${logFile}:\n${end}`,
      run,
    );
  }

  async #nextLog(playbook: string): Promise<string> {
    await mkdir(this.#stage.logs, { recursive: true });
    this.#runs += 1;
    const number = String(this.#runs).padStart(2, '0');
    return join(this.#stage.logs, `${number}-${basename(playbook, '.yml')}.log`);
  }

  #arguments(playbook: string, { version, tags, limit, variables }: PlaybookOptions): string[] {
    const extra = {
      ...this.#operator.variables,
      ...(version !== undefined && { rideshare_version: version }),
      ...variables,
    };
    return [
      ...['--inventory', 'inventory/terraform', '--extra-vars', JSON.stringify(extra)],
      ...(tags === undefined ? [] : ['--tags', tags.join(',')]),
      ...(limit === undefined ? [] : ['--limit', limit]),
      playbook,
    ];
  }

  #environment(): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('ANSIBLE_'));
    return {
      ...Object.fromEntries(inherited),
      LC_ALL: 'C.UTF-8',
      RIDESHARE_OUTPUTS: this.#operator.outputsFile,
      ANSIBLE_CONFIG: 'ansible.cfg',
      ANSIBLE_NOCOLOR: '1',
      ANSIBLE_STDOUT_CALLBACK: 'default',
      ANSIBLE_CALLBACKS_ENABLED: 'ansible.posix.profile_tasks',
      ANSIBLE_SSH_CONTROL_PATH_DIR: this.#stage.sockets,
    };
  }
}
