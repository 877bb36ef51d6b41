export * from './core.ts';
export * from './client/index.ts';
export * from './config/client-settings.ts';
export * from './zookeeper/index.ts';
