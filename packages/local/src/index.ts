export { freePort } from './ports/free-port.ts';
export { startNginx } from './nginx/start.ts';
export { temporaryFolder } from './process/temporary-folder.ts';
export type { TemporaryFolder } from './process/temporary-folder.ts';
export { startRabbitMQ } from './rabbitmq/start.ts';
export { startZooKeeper } from './zookeeper/start.ts';
export type { RunningServer } from './unit/server.ts';
