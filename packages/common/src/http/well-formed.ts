/**
 * Whether every text in a JSON value is Unicode. JSON can spell half of a surrogate pair (`"\ud800"`), which no
 * encoding of Unicode can hold: stored and read again, it would be another text.
 */
export function isWellFormed(json: unknown): boolean {
  const pending = [json];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'string' && !value.isWellFormed()) return false;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      if (!key.isWellFormed()) return false;
      pending.push(member);
    }
  }
  return true;
}
