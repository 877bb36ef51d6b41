/**
 * The expression that nginx matches a path with where a listener rule has a pattern: `*` is any text, `?` any one
 * character, the rest stands for itself, capital letters too.
 */
export function expressionOf(pattern: string): string {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return `^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`;
}
