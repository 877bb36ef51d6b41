import { Marked, Renderer } from 'marked';
import type { Tokens } from 'marked';

/** A Markdown document as parts of a page. */
export interface Rendered {
  html: string;
  /** Its headings below the title, in their order. */
  headings: Heading[];
}

export interface Heading {
  id: string;
  depth: number;
  /** HTML */
  text: string;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** What may be wider than the page scrolls by itself, by keyboard too. */
function scrolling(html: string, label: string): string {
  return `<div class="scroll" role="region" aria-label="${label}" tabindex="0">${html}</div>\n`;
}

/** Links into the repository lead nowhere from a page, and become their text. */
export function render(markdown: string): Rendered {
  const headings: Heading[] = [];
  let section = '';
  const plain = new Renderer();
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        const html = this.parser.parseInline(tokens);
        if (depth === 1) return `<h1>${html}</h1>\n`;
        const id = slug(text);
        section = text;
        headings.push({ id, depth, text: html });
        return `<h${depth} id="${id}">${html}</h${depth}>\n`;
      },
      table(token: Tokens.Table) {
        plain.parser = this.parser;
        return scrolling(plain.table(token).replaceAll('<th>', '<th scope="col">'), `Table: ${section}`);
      },
      code(token: Tokens.Code) {
        return scrolling(plain.code(token), `Example: ${section}`);
      },
      link(token: Tokens.Link) {
        if (/^(https:|#)/.test(token.href)) return false;
        return this.parser.parseInline(token.tokens);
      },
    },
  });
  return { html: marked.parse(markdown, { async: false }), headings };
}
