/**
 * Whether a confirm's error says that the broker did not take the message, as when its queue is full. Any other
 * error says that the channel went before the confirm came: the message may have been taken.
 */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.message === 'message nacked';
}
