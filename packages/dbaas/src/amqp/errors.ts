/** No broker: not connected, or the connection or channel went before the answer; what was published may have arrived. */
export class BrokerUnavailableError extends Error {
  readonly code = 'BROKER_UNAVAILABLE';
  override readonly name = 'BrokerUnavailableError';
}
