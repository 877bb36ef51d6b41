export { BackOff, type BackOffOptions } from './back-off.ts';
export { BrokerLink, type BrokerLinkOptions } from './broker-link.ts';
export { confirmed, type ConfirmedPublisher } from './confirmed.ts';
export { type BrokerConnection, type BrokerOptions, connectBroker } from './connect.ts';
export { BrokerUnavailableError, NackError, UnroutableError } from './errors.ts';
export { unlessClosed } from './unless-closed.ts';
