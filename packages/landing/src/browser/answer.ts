export const timeoutMs = 5_000;

/** What asking a service came to; `unreachable` when not even the server of this page answered. */
export type Answer =
  { kind: 'answered'; status: number; body: unknown } | { kind: 'late' } | { kind: 'unreachable' };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Asks once, for at most {@link timeoutMs}. The body is undefined when it is not JSON. */
export async function ask(path: string, request: typeof fetch = fetch): Promise<Answer> {
  try {
    const response = await request(path, { cache: 'no-store', signal: AbortSignal.timeout(timeoutMs) });
    return { kind: 'answered', status: response.status, body: parsed(await response.text()) };
  } catch (error) {
    return { kind: error instanceof DOMException && error.name === 'TimeoutError' ? 'late' : 'unreachable' };
  }
}
