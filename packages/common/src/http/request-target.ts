/**
 * What a request asks for, as path and query (origin-form), whether it came so or as the absolute-form of a proxy
 * (RFC 9112, section 3.2). Undefined when it is neither: Express' router would let go of such a request unanswered.
 */
export function originForm(target: string): string | undefined {
  if (/[\s#\ufeff]/.test(target)) return undefined;
  if (target.startsWith('/')) return target;
  const [, path] = /^https?:\/\/[^/?]+(.*)$/i.exec(target) ?? [];
  return path === undefined || path.startsWith('/') ? path : `/${path}`;
}
