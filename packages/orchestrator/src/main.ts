import { fileURLToPath } from 'node:url';
import { createApp, createLogger, listen, requireConfig, Metrics, onShutdown } from '@rideshare/common';
import { Membership, ZooKeeperSession } from '@rideshare/dbaas';
import { checkOrchestratorConfig, orchestratorConfig } from './config.ts';
import { backupRoute } from './http/backup-route.ts';
import { crashRoutes } from './http/crash-routes.ts';
import { databaseRoutes } from './http/database-routes.ts';
import { readiness } from './http/readiness.ts';
import { workerRoutes } from './http/worker-routes.ts';
import { registerDatabaseMetrics } from './metrics/database-metrics.ts';
import { Divergences } from './metrics/divergences.ts';
import { Elections } from './metrics/elections.ts';
import { QueueDepths } from './metrics/queue-depths.ts';
import { recent } from './metrics/recent.ts';
import { systemClock } from './pool/clock.ts';
import { Crash } from './pool/crash.ts';
import { liveWorkers } from './pool/live-workers.ts';
import { Pool } from './pool/pool.ts';
import { Database } from './rpc/database.ts';
import { ProcessRuntime } from './runtime/process/process-runtime.ts';
import { ReadWindow } from './scaling/read-window.ts';

/** However many scrape. */
const WORKERS_MAX_AGE_MS = 1_000;

const config = requireConfig(orchestratorConfig, checkOrchestratorConfig);
const logger = createLogger('orchestrator', config.logLevel);
const metrics = new Metrics();

const { amqpUrl, zookeeperUrl, sessionTimeoutMs, logMaxBytes } = config;
const session = new ZooKeeperSession({ url: zookeeperUrl, sessionTimeoutMs, logger });
const members = new Membership(session);
const divergences = new Divergences(logger);
const database = new Database({
  amqpUrl,
  logMaxBytes,
  logger,
  timeoutMs: config.callTimeoutMs,
  maxInFlight: config.maxInFlight,
  maxInFlightBytes: config.maxInFlightBytes,
  onDivergence: (event) => divergences.note(event),
});
const runtime = new ProcessRuntime({
  entry: config.workerEntry ?? fileURLToPath(new URL('../../worker/dist/main.js', import.meta.url)),
  dir: config.workersDir,
  env: {
    AMQP_URL: config.workerAmqpUrl ?? amqpUrl,
    ZOOKEEPER_URL: config.workerZookeeperUrl ?? zookeeperUrl,
    ZOOKEEPER_SESSION_TIMEOUT_MS: String(sessionTimeoutMs),
    LOG_MAX_BYTES: String(logMaxBytes),
    SNAPSHOTS_DIR: config.snapshotsDir,
    SNAPSHOT_ENTRIES: String(config.snapshotEntries),
    SNAPSHOT_INTERVAL_MS: String(config.snapshotIntervalMs),
    LOG_LEVEL: config.logLevel,
  },
  logger,
});
const scaler = new ReadWindow({
  settings: config,
  running: (await runtime.list()).length - 1,
  clock: systemClock,
  onChange: (slaves, reads) => {
    logger.info({ slaves, reads }, 'the reads of a window call for other than the latest number of slaves');
    pool.wake();
  },
});
const pool = new Pool({
  runtime,
  members,
  desired: () => scaler.wanted,
  logger,
  settings: { lostTimeoutMs: 0.5 * sessionTimeoutMs, settleTimeoutMs: 1.5 * sessionTimeoutMs },
});
const crash = new Crash({ runtime, members, clock: systemClock, timeoutMs: config.callTimeoutMs });
const queueDepths = new QueueDepths({ amqpUrl, logMaxBytes, clock: systemClock, logger });
registerDatabaseMetrics(metrics.registry, {
  pool,
  scaler,
  database,
  divergences,
  elections: new Elections({ members, logger }),
  workers: recent(() => liveWorkers(runtime, members), WORKERS_MAX_AGE_MS, systemClock),
  queues: queueDepths.read,
});

const app = createApp({
  name: 'orchestrator',
  logger,
  metrics,
  counter: scaler,
  token: config.token,
  routes: [
    ...databaseRoutes(database),
    backupRoute(database, { dir: config.snapshotsDir, timeoutMs: config.backupTimeoutMs }),
    ...workerRoutes(runtime, members),
    ...crashRoutes(crash),
  ],
  readiness: () => readiness({ database, members }),
});

database.start();
queueDepths.start();
pool.start();
const server = await listen(app, { host: config.host, port: config.port, logger });

onShutdown(logger, async () => {
  await server.close();
  await pool.stop();
  await runtime.close();
  await queueDepths.close();
  await database.close();
  members.close();
  await session.close();
});
