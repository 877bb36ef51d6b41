export { checkServiceHistory } from './faults/check/check-history.ts';
export type { FinalState, Violation } from './faults/contract.ts';
export type { LoadOperation } from './faults/history/operation.ts';
export type { LoadHistory } from './faults/history/recorder.ts';
export { ServiceLoad } from './faults/load/service-load.ts';
export type { ServiceLoadOptions } from './faults/load/service-load.ts';
export { until } from './until.ts';
