import { IllegalOperationError } from 'amqplib';

/**
 * Uses a channel unless it is gone, with its connection or alone. Then nothing is lost by not using it: the broker
 * delivers again what was not acknowledged.
 */
export function unlessClosed(use: () => void): void {
  try {
    use();
  } catch (error) {
    if (!(error instanceof IllegalOperationError)) throw error;
  }
}
