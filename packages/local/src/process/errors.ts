/** A part could not be brought up; its message names the part and says why. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Text of whatever was thrown. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
