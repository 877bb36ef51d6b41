/** No broker: not connected, or the connection or channel went before the answer; what was published may have arrived. */
export class BrokerUnavailableError extends Error {
  readonly code = 'BROKER_UNAVAILABLE';
  override readonly name = 'BrokerUnavailableError';
}

/** The broker refused the message, as a full queue does: it is not stored. */
export class NackError extends Error {
  readonly code = 'NACK';
  override readonly name = 'NackError';
}

/** No queue is bound for the message: it is not stored. */
export class UnroutableError extends Error {
  readonly code = 'UNROUTABLE';
  override readonly name = 'UnroutableError';
}
