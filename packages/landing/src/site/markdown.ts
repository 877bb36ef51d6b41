import { posix } from 'node:path';
import { Marked, Renderer } from 'marked';
import { tableOf } from './table.ts';
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
  return `<section class="scroll" aria-label="${label}" tabindex="0">${html}</section>\n`;
}

/**
 * The document of this path in the repository. Its links to other files there would lead nowhere from a page, so these
 * tell the file's path instead.
 */
export function render(path: string, markdown: string): Rendered {
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
        const table = tableOf(token, (cell) => this.parser.parseInline(cell.tokens));
        return scrolling(table, `Table: ${section}`);
      },
      codespan(token: Tokens.Codespan) {
        return plain.codespan(token).replaceAll(',', ',<wbr />');
      },
      code(token: Tokens.Code) {
        return scrolling(plain.code(token), `Example: ${section}`);
      },
      link(token: Tokens.Link) {
        if (/^(https:|#)/.test(token.href)) return false;
        const target = posix.join(posix.dirname(path), token.href);
        return `${this.parser.parseInline(token.tokens)}: <code>${target}</code>`;
      },
    },
  });
  return { html: marked.parse(markdown, { async: false }), headings };
}
