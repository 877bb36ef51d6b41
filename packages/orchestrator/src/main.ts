import {
  createApp,
  createLogger,
  listen,
  Metrics,
  onShutdown,
  refuseConfig,
  requireConfig,
} from '@rideshare/common';
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
import { RoleNames } from './naming/role-names.ts';
import { systemClock } from './pool/clock.ts';
import { Crash } from './pool/crash.ts';
import { liveWorkers } from './pool/live-workers.ts';
import { Pool } from './pool/pool.ts';
import { Database } from './rpc/database.ts';
import { createRuntime } from './runtime/create-runtime.ts';
import { DockerRuntime } from './runtime/docker/docker-runtime.ts';
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
const runtime = await createRuntime(config, logger).catch(refuseConfig);
const scaler = new ReadWindow({
  settings: config,
  running: (await runtime.list()).length - 1,
  clock: systemClock,
  onChange: (slaves, reads) => {
    logger.info({ slaves, reads }, 'the reads of a window call for other than the latest number of slaves');
    pool.wake();
  },
});
const containers = runtime instanceof DockerRuntime ? runtime : undefined;
const names = containers && new RoleNames({ runtime: containers, members, clock: systemClock, logger });
const pool = new Pool({
  runtime,
  members,
  desired: () => scaler.wanted,
  logger,
  settings: { lostTimeoutMs: 0.5 * sessionTimeoutMs, settleTimeoutMs: 1.5 * sessionTimeoutMs },
  onActed: () => names?.wake(),
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
  readiness: () => readiness({ database, members, engine: containers }),
});

database.start();
queueDepths.start();
pool.start();
names?.start();
const server = await listen(app, { host: config.host, port: config.port, logger });

onShutdown(logger, async () => {
  await server.close();
  await pool.stop();
  await names?.stop();
  await runtime.close();
  await queueDepths.close();
  await database.close();
  members.close();
  await session.close();
});
