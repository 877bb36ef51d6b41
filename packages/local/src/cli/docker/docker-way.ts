import { rmSync } from 'node:fs';
import { awaitPart } from '../../docker/await-part.ts';
import { awaitWorkers } from '../../docker/await-workers.ts';
import { Deployment, partNames } from '../../docker/deployment.ts';
import { EngineError, engineOf, requireEngine } from '../../docker/engine.ts';
import { partsHealth } from '../../docker/health.ts';
import { namesFor } from '../../docker/names.ts';
import { publishedEndpoints } from '../../docker/published.ts';
import { readRecord, removeRecord, writeRecord } from '../../docker/record.ts';
import { removeVolumes } from '../../docker/remove.ts';
import { takeDown } from '../../docker/take-down.ts';
import { reason } from '../../process/errors.ts';
import { filesOf } from '../../system/files.ts';
import { isUsualFolder } from '../place.ts';
import { notRunning, reportOf } from '../report.ts';
import { startDeployment } from './start-deployment.ts';
import type { Engine } from '../../docker/engine.ts';
import type { Endpoints } from '../../system/plan.ts';
import type { Progress } from '../progress.ts';
import type { Report } from '../report.ts';
import type { Restored, Way } from '../way.ts';

/** As containers on this machine's engine, which restarts them, with their data in volumes. */
export class DockerWay implements Way {
  readonly name = 'docker';
  readonly manner = 'in containers';
  readonly #dir: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(dir: string, env: NodeJS.ProcessEnv) {
    this.#dir = dir;
    this.#env = env;
  }

  /** The engine that the environment names, else the one that it was on. @throws {@link EngineError} */
  get engine(): Engine {
    return engineOf({ DOCKER_SOCKET: readRecord(this.#dir)?.socketPath, ...this.#env });
  }

  async isPresent(): Promise<boolean> {
    if (!(await this.#answers())) return false;
    const deployment = this.#deployment;
    const [containers, networks] = await Promise.all([deployment.containers(), deployment.networks()]);
    return containers.length + networks.length > 0;
  }

  async running(): Promise<Endpoints | undefined> {
    const deployment = this.#deployment;
    const parts = await Promise.all(partNames.map((part) => deployment.inspect(part)));
    const all = parts.every(
      (part) => part && part.State.Running && !part.State.Restarting && !part.State.Paused,
    );
    return all ? publishedEndpoints(deployment) : undefined;
  }

  async awaitServing(): Promise<void> {
    const deployment = this.#deployment;
    const endpoints = await publishedEndpoints(deployment);
    const { signal } = new AbortController();
    for (const part of partNames) await awaitPart(deployment, part, endpoints);
    await awaitWorkers(deployment, endpoints.dbaas, process.env['DBAAS_TOKEN'], signal);
  }

  async start(progress: Progress, interrupted: Promise<never>, restored?: Restored): Promise<Endpoints> {
    return startDeployment(
      { dir: this.#dir, engine: this.engine, deployment: this.#deployment, progress, interrupted },
      restored,
    );
  }

  async stop(progress: Progress, heading: string): Promise<boolean> {
    const record = readRecord(this.#dir);
    if (record?.up) await this.#requireEngine();
    const wasThere = await this.isPresent();
    if (wasThere) {
      progress.say(heading);
      await takeDown(this.#deployment, (name, action) => progress.step(name, 'stopped', action));
    }
    rmSync(filesOf(this.#dir).endpoints, { force: true });
    if (record) writeRecord(this.#dir, { ...record, up: false });
    return wasThere;
  }

  async forget(): Promise<void> {
    if (readRecord(this.#dir)) await this.#requireEngine();
    else if (!(await this.#answers())) return;
    await removeVolumes(this.#deployment);
    removeRecord(this.#dir);
  }

  async obstacleToRestore(replace: boolean): Promise<string | undefined> {
    await this.#requireEngine();
    const deployment = this.#deployment;
    if ((await deployment.volumes()).length === 0) return undefined;
    const way = 'take a backup of it if you need it, then ./scripts/down --purge, then restore';
    const refusal = `there is data in the volumes of ${deployment.name} already`;
    return replace ? `${refusal}, which cannot be set aside: ${way}` : `${refusal}: ${way}`;
  }

  async report(): Promise<Report | undefined> {
    try {
      await requireEngine(this.engine);
    } catch (error) {
      if (!readRecord(this.#dir)?.up) return undefined;
      return { ...notRunning, state: 'degraded', troubles: [reason(error).replace(/\.$/, '')] };
    }
    const deployment = this.#deployment;
    if ((await deployment.containers()).length === 0) return undefined;
    const endpoints = await publishedEndpoints(deployment);
    return reportOf(await partsHealth(deployment, endpoints), endpoints.dbaas);
  }

  get #deployment(): Deployment {
    const names = namesFor(this.#dir, isUsualFolder(this.#dir), readRecord(this.#dir), this.#env);
    return new Deployment(this.engine.docker, names);
  }

  async #answers(): Promise<boolean> {
    try {
      await requireEngine(this.engine);
      return true;
    } catch (error) {
      if (error instanceof EngineError) return false;
      throw error;
    }
  }

  /** @throws {@link EngineError} when what it holds of the system cannot be reached */
  async #requireEngine(): Promise<void> {
    try {
      await requireEngine(this.engine);
    } catch (error) {
      throw new EngineError(`RideShare was started in containers, but ${reason(error)}`, { cause: error });
    }
  }
}
