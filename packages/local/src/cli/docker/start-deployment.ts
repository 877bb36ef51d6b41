import { writeFileSync } from 'node:fs';
import { bringUp } from '../../docker/bring-up.ts';
import { requireCompose } from '../../docker/compose.ts';
import { checkNames } from '../../docker/deployment.ts';
import { requireEngine } from '../../docker/engine.ts';
import { refuseForeignNames } from '../../docker/foreign-names.ts';
import { removeRecord, writeRecord } from '../../docker/record.ts';
import { removeAll } from '../../docker/remove.ts';
import { fillSnapshots } from '../../docker/snapshot-volume.ts';
import { holdsData } from '../../restore/data-folders.ts';
import { filesOf } from '../../system/files.ts';
import { endpointsOf } from '../../system/plan.ts';
import { choosePlan } from '../choose-plan.ts';
import { tryIt } from '../try-it.ts';
import type { DockerPlan } from '../../docker/compose.ts';
import type { Deployment } from '../../docker/deployment.ts';
import type { Engine } from '../../docker/engine.ts';
import type { Endpoints } from '../../system/plan.ts';
import type { Progress } from '../progress.ts';
import type { Restored } from '../way.ts';

interface Starting {
  dir: string;
  engine: Engine;
  deployment: Deployment;
  progress: Progress;
  interrupted: Promise<never>;
}

async function choose({ dir, deployment: { name, prefix }, progress }: Starting): Promise<DockerPlan> {
  if (holdsData(dir)) {
    progress.say(`  What processes have written stays in ${dir}; containers have data of their own.`);
  }
  const { host, ports } = await choosePlan(dir, progress);
  return { name, prefix, host, ports };
}

/** Starts a deployment of which nothing runs, and tries a ride; when that fails, only volumes of before stay. */
export async function startDeployment(starting: Starting, restored?: Restored): Promise<Endpoints> {
  const { dir, engine, deployment, progress, interrupted } = starting;
  checkNames(deployment);
  await requireEngine(engine);
  const compose = await requireCompose();
  await refuseForeignNames(deployment);
  const plan = await choose(starting);
  const endpoints = endpointsOf(plan);
  const image = `worker:${process.env['IMAGE_TAG'] ?? 'latest'}`;
  const volumesBefore = new Set(await deployment.volumes());
  const record = { name: plan.name, prefix: plan.prefix, socketPath: engine.socketPath };
  writeRecord(dir, { ...record, up: true });
  const abort = new AbortController();
  const started = bringUp({
    engine,
    compose,
    plan,
    env: process.env,
    signal: abort.signal,
    step: (name, action) => progress.step(name, 'ready', action),
    ...(restored && {
      prepare: () => fillSnapshots(deployment, restored.genesis, image),
      check: () => restored.check(endpoints.dbaas),
    }),
  });
  try {
    await Promise.race([started, interrupted]);
    await tryIt(endpoints, progress, interrupted);
  } catch (error) {
    abort.abort();
    await started.catch(() => undefined);
    progress.say('\nStopping what was started.');
    await removeAll(deployment, volumesBefore);
    if (volumesBefore.size > 0) writeRecord(dir, { ...record, up: false });
    else removeRecord(dir);
    throw error;
  }
  writeFileSync(filesOf(dir).endpoints, `${JSON.stringify(endpoints)}\n`);
  return endpoints;
}
