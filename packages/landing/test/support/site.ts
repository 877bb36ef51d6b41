import { HtmlValidate, Parser, StaticConfigLoader } from 'html-validate';
import { siteFiles } from '../../src/site/files.ts';
import type { HtmlElement } from 'html-validate';

/** All files of the site, made of the sources as they are. */
export const site = await siteFiles();

export const pages = [...site].filter(([name]) => name.endsWith('.html'));

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: [
      'html-validate:recommended',
      'html-validate:document',
      'html-validate:a11y',
      'html-validate:prettier',
    ],
    rules: { 'require-sri': ['error', { target: 'crossorigin' }] },
  }),
);

const parser = new Parser(await validator.getConfigFor('page.html'));

/** Each thing that is wrong with the page as HTML or for who cannot see it. */
export async function faultsOf(name: string, html: string): Promise<string[]> {
  const { results } = await validator.validateString(html, name);
  return results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${name}:${line} ${message} (${ruleId})`),
  );
}

export function parse(html: string): HtmlElement {
  return parser.parseHtml(html);
}

/** Values of the attribute, of all elements that have it. */
export function valuesOf(page: HtmlElement, attribute: string): string[] {
  return page
    .querySelectorAll(`[${attribute}]`)
    .map((element) => element.getAttributeValue(attribute))
    .filter((value) => value !== null);
}
