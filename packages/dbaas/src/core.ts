/** The part without ZooKeeper and the HTTP client: what a worker's threads load, each for itself. */
export * from './amqp/index.ts';
export * from './config/cluster-settings.ts';
export * from './config/snapshot-settings.ts';
export * from './log/entry.ts';
export * from './queues/read-request.ts';
export * from './queues/reply.ts';
export * from './queues/topology.ts';
export * from './reconcile/level-triggered.ts';
export * from './statements/identifiers.ts';
export { parseRead } from './statements/read.ts';
export { parseTable } from './statements/table.ts';
export type * from './statements/types.ts';
export * from './statements/values.ts';
export { parseWrite } from './statements/write.ts';
