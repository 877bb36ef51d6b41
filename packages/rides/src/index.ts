export { createRidesApp, type RidesAppParts } from './app.ts';
export { findArea, type Area } from './areas.ts';
export { ridesConfig, type RidesConfig } from './config.ts';
export { tables } from './tables.ts';
