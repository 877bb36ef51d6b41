export * from './config.ts';
export * from './storage/hash.ts';
