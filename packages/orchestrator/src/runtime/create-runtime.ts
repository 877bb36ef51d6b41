import { fileURLToPath } from 'node:url';
import { ConfigError } from '@rideshare/common';
import type { Logger } from '@rideshare/common';
import type { OrchestratorConfig } from '../config.ts';
import { systemClock } from '../pool/clock.ts';
import { DockerEngine } from './docker/docker-engine.ts';
import { DockerRuntime } from './docker/docker-runtime.ts';
import { unmetRequirements } from './docker/requirements.ts';
import { ProcessRuntime } from './process/process-runtime.ts';

/**
 * The runtime that is configured, with the workers that run already.
 * @throws {ConfigError} when the settings do not fit the Docker engine
 * @throws {EngineUnavailableError} when the engine does not answer
 */
export async function createRuntime(
  config: OrchestratorConfig,
  logger: Logger,
): Promise<ProcessRuntime | DockerRuntime> {
  return config.runtime === 'docker' ? dockerRuntime(config, logger) : processRuntime(config, logger);
}

function processRuntime(config: OrchestratorConfig, logger: Logger): ProcessRuntime {
  return new ProcessRuntime({
    entry: config.workerEntry ?? fileURLToPath(new URL('../../../worker/dist/main.js', import.meta.url)),
    dir: config.workersDir,
    env: { ...workerEnvironment(config), SNAPSHOTS_DIR: config.snapshotsDir },
    logger,
  });
}

async function dockerRuntime(config: OrchestratorConfig, logger: Logger): Promise<DockerRuntime> {
  const engine = new DockerEngine({
    socketPath: config.dockerSocketPath,
    deployment: config.deployment,
    containerPrefix: config.containerPrefix ?? '',
  });
  const problems = await unmetRequirements(engine, config);
  if (problems.length > 0) throw new ConfigError(problems);
  const spec = { ...config, env: workerEnvironment(config) };
  return DockerRuntime.open({ engine, spec, clock: systemClock, logger });
}

/** What every worker is told, whatever it runs as. */
function workerEnvironment(config: OrchestratorConfig): Record<string, string> {
  return {
    AMQP_URL: config.workerAmqpUrl ?? config.amqpUrl,
    ZOOKEEPER_URL: config.workerZookeeperUrl ?? config.zookeeperUrl,
    ZOOKEEPER_SESSION_TIMEOUT_MS: String(config.sessionTimeoutMs),
    LOG_MAX_BYTES: String(config.logMaxBytes),
    SNAPSHOT_ENTRIES: String(config.snapshotEntries),
    SNAPSHOT_INTERVAL_MS: String(config.snapshotIntervalMs),
    LOG_LEVEL: config.logLevel,
  };
}
