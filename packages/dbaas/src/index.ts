export * from './log/entry.ts';
export * from './queues/read-request.ts';
export * from './queues/reply.ts';
export * from './queues/topology.ts';
export type * from './statements/types.ts';
