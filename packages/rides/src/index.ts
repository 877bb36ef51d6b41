export { ridesConfig, type RidesConfig } from './config.ts';
