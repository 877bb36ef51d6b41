export { BackOff, type BackOffOptions } from './back-off.ts';
export { BrokerLink, type BrokerLinkOptions } from './broker-link.ts';
export { isRefusal } from './is-refusal.ts';
export { type BrokerConnection, type BrokerOptions, connectBroker } from './connect.ts';
export { BrokerUnavailableError } from './errors.ts';
export { unlessClosed } from './unless-closed.ts';
