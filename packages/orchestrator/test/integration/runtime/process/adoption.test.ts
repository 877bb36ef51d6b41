import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { identify } from '../../../../src/runtime/process/proc.ts';
import { exitsOf } from '../../../contract/worker-runtime.ts';
import { Workbench } from './workbench.ts';

describe('The process runtime of a later orchestrator', () => {
  let bench: Workbench;

  beforeEach(() => {
    bench = new Workbench();
  });

  afterEach(() => bench.close());

  it('lists the workers of an orchestrator whose process is gone, and stops them', async () => {
    await startElsewhere(bench, 'worker-1');
    await bench.ready('worker-1');
    const runtime = await bench.runtime();
    const exits = exitsOf(runtime);
    const [worker] = await runtime.list();
    expect(worker).to.include({ id: 'worker-1' });
    await runtime.stop('worker-1', 20_000);
    expect(identify(worker?.pid ?? 0)).to.be.undefined;
    expect(exits).to.deep.equal(['worker-1']);
  });

  it('kills a worker of an orchestrator whose process is gone', async () => {
    await startElsewhere(bench, 'worker-1');
    const runtime = await bench.runtime();
    await runtime.kill('worker-1');
    expect(await runtime.list()).to.be.empty;
  });
});

async function startElsewhere({ entry, dir }: Workbench, id: string): Promise<void> {
  const program = fileURLToPath(new URL('fixtures/orchestrator.ts', import.meta.url));
  const orchestrator = spawn(process.execPath, [program, entry, dir, id], { stdio: 'inherit' });
  const [code] = (await once(orchestrator, 'exit')) as [number];
  expect(code).to.equal(0);
}
