import fc from 'fast-check';

/** Any string that UTF-8 can encode, control characters and rare planes included. */
export const wellFormed = fc.string({ unit: 'binary', minLength: 1 });

/** Any string that JSON can carry, with halves of surrogate pairs. */
export const anyString = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
});

export const anyJson = fc.oneof(fc.jsonValue(), anyString);

/** What a client may send to a call that takes these fields: nearly right, wrong, or nothing like it. */
export function anyBody(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  const nearlyRight = Object.fromEntries(
    Object.entries(fields).map(([name, right]) => [name, fc.oneof({ weight: 3, arbitrary: right }, anyJson)]),
  );
  return fc.oneof(
    { weight: 4, arbitrary: fc.record(nearlyRight) },
    fc.record(nearlyRight, { requiredKeys: [] }),
    fc.dictionary(fc.string(), anyJson),
    anyJson.map((value) => JSON.stringify(value)),
    fc.string(),
    fc.constant(undefined),
  );
}

/** A query string of any parameters, well encoded. */
export function anyQuery(...names: string[]): fc.Arbitrary<string> {
  const name = fc.oneof(fc.constantFrom(...names), wellFormed);
  return fc
    .array(fc.tuple(name, fc.oneof(fc.nat(250).map(String), wellFormed)))
    .map((pairs) => pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&'));
}
