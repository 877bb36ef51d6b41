export { raiseMemoryAlarm } from './broker/memory-alarm.ts';
export { localPortsOf } from './network/local-ports.ts';
export { TcpProxy } from './network/tcp-proxy.ts';
export type { Concern } from './network/tcp-proxy.ts';
export type { Weather } from './network/weather.ts';
export { freeze } from './processes/freeze.ts';
export { awaitNoProcessOf } from './processes/await-none.ts';
export { childrenOf, commandLine, isFrozen, isOf, isRunning, processesOf } from './processes/proc.ts';
export { sendSignal } from './processes/signal.ts';
