import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { systemClock } from '../../src/clock/clock.ts';
import { groupMembers, identify, isAlive } from '../../src/process/identity.ts';
import { launch } from '../../src/process/launch.ts';
import { awaitEnd, signalProcess, stopProcess, sweepGroup } from '../../src/process/stop.ts';
import { temporaryFolder } from '../../src/process/temporary-folder.ts';
import { processRunner } from '../../src/supervisor/process-runner.ts';
import { Supervisor } from '../../src/supervisor/supervisor.ts';
import { runningWorkers, stopWorkers } from '../../src/system/workers.ts';
import { awaitFile } from '../support/await-file.ts';
import { unitNamed } from '../support/stand-in-runner.ts';
import type { Launched } from '../../src/process/launch.ts';
import type { TemporaryFolder } from '../../src/process/temporary-folder.ts';

describe('processes', () => {
  let folder: TemporaryFolder;
  const launched: Launched[] = [];

  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  afterEach(async () => {
    for (const { identity } of launched.splice(0)) await sweepGroup(identity);
    await folder.remove();
  });

  /** A shell that runs `script` in the temporary folder. */
  async function shell(script: string, dieWithParent = false): Promise<Launched> {
    const command = {
      name: 'shell',
      command: 'bash',
      args: ['-c', `cd ${folder.path}; ${script}`],
      env: { PATH: process.env['PATH'] },
      logFile: join(folder.path, 'logs', 'shell.log'),
    };
    const started = await launch(command, dieWithParent);
    launched.push(started);
    return started;
  }

  it('write what they say to their log file', async () => {
    const { exited } = await shell('echo out; echo err >&2; exit 3');
    expect(await exited).to.equal('exit code 3');
    expect(await readFile(join(folder.path, 'logs', 'shell.log'), 'utf8')).to.equal('out\nerr\n');
  });

  it('that cannot be run at all are refused by name', async () => {
    const command = { ...unitNamed('ghost'), command: '/nowhere/ghost', logFile: join(folder.path, 'log') };
    const message = await launch(command, false).then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
    expect(message).to.match(/^ghost cannot be run: .*ENOENT/);
  });

  it('are asked first, and told what to do about it by their signal', async () => {
    const { identity, exited } = await shell(
      'trap "echo bye; exit 0" TERM; echo > ready; while :; do sleep 0.01; done',
    );
    await awaitFile(join(folder.path, 'ready'));
    await stopProcess(identity, 'SIGTERM', 10_000);
    expect(await exited).to.equal('exit code 0');
  });

  it('that ignore their signal are killed, with all they have started', async () => {
    const { identity, exited } = await shell('trap "" TERM; sleep 1000 & echo > ready; wait; sleep 1000');
    await awaitFile(join(folder.path, 'ready'));
    expect(groupMembers(identity)).to.have.lengthOf(2);
    await stopProcess(identity, 'SIGTERM', 50);
    expect(await exited).to.equal('SIGKILL');
    expect(groupMembers(identity)).to.deep.equal([]);
  });

  it('that were killed leave nothing of their group after a sweep', async () => {
    const { identity, exited } = await shell('sleep 1000 & echo > ready; wait');
    await awaitFile(join(folder.path, 'ready'));
    signalProcess(identity, 'SIGKILL');
    await exited;
    expect(groupMembers(identity)).to.have.lengthOf(1);
    await sweepGroup(identity);
    expect(groupMembers(identity)).to.deep.equal([]);
  });

  it('bound to their parent end with it, even when it is killed', async () => {
    const source = join(import.meta.dirname, '..', '..', 'src', 'process', 'launch.ts');
    const program = `
      import { launch } from '${source}';
      import { writeFileSync } from 'node:fs';
      const command = { name: 'child', command: 'sleep', args: ['1000'], env: process.env, logFile: 'child.log' };
      const { identity } = await launch(command, true);
      writeFileSync('child', String(identity.pid));
      setInterval(() => undefined, 1000);
    `;
    await writeFile(join(folder.path, 'parent.ts'), program);
    const parent = await shell(`exec ${process.execPath} parent.ts`);
    const child = identify(Number(await awaitFile(join(folder.path, 'child'))));
    if (child === undefined) throw new Error('the child does not run');
    signalProcess(parent.identity, 'SIGKILL');
    expect(await awaitEnd(child, 10_000)).to.equal(true);
  });

  it('of workers are found by their worker.json and stopped, but never those that got their pid later', async () => {
    const worker = await shell('exec sleep 1000');
    const stranger = await shell('exec sleep 1000');
    const records = {
      'worker-1': JSON.stringify({ id: 'worker-1', ...worker.identity }),
      'worker-2': JSON.stringify({ id: 'worker-2', pid: stranger.identity.pid, startTime: 1 }),
      'worker-3': 'half a rec',
    };
    for (const [id, text] of Object.entries(records)) {
      await mkdir(join(folder.path, id));
      await writeFile(join(folder.path, id, 'worker.json'), text);
    }
    expect(runningWorkers(folder.path)).to.deep.equal([worker.identity]);
    await stopWorkers(folder.path);
    expect(await worker.exited).to.equal('SIGTERM');
    expect(isAlive(stranger.identity)).to.equal(true);
  });

  it('under a supervisor are started again when they are killed, and are gone when it has stopped', async () => {
    const unit = unitNamed('sleeper', {
      command: 'bash',
      args: ['-c', 'sleep 1000 & wait'],
      env: { PATH: process.env['PATH'] },
      logFile: join(folder.path, 'sleeper.log'),
    });
    const supervisor = new Supervisor({
      units: [unit],
      runner: processRunner(systemClock, true),
      clock: systemClock,
      onChange: () => undefined,
    });
    await supervisor.start();
    const part = supervisor.part('sleeper');
    const first = part.record.process;
    if (first === undefined) throw new Error('the first process is not known');
    signalProcess(first, 'SIGKILL');
    await part.awaitEndOf(first);
    await part.awaitRunning();
    const second = part.record.process;
    if (second === undefined) throw new Error('the second process is not known');
    expect(isAlive(second)).to.equal(true);
    expect(groupMembers(first)).to.deep.equal([]);
    await supervisor.stop();
    expect(groupMembers(second)).to.deep.equal([]);
  });

  it('that end while they start are told of with the end of their log', async () => {
    const unit = unitNamed('broken', {
      command: 'bash',
      args: ['-c', 'echo the disk is full; exit 7'],
      logFile: join(folder.path, 'broken.log'),
      ready: () => Promise.reject(new Error('not yet')),
    });
    const supervisor = new Supervisor({
      units: [unit],
      runner: processRunner(systemClock, true),
      clock: systemClock,
      onChange: () => undefined,
    });
    const message = await supervisor.start().then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
    expect(message).to.match(
      /^broken ended while starting \(exit code 7\); the end of .*\nthe disk is full$/,
    );
  });
});
