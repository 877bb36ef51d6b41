import type { Heading } from './markdown.ts';

/** A list of links to the headings, those of the third level within those of the second. */
export function contentsOf(headings: readonly Heading[]): string {
  const chapters: { heading: Heading; sections: Heading[] }[] = [];
  for (const heading of headings) {
    if (heading.depth === 2) chapters.push({ heading, sections: [] });
    else chapters.at(-1)?.sections.push(heading);
  }
  const items = chapters.map(({ heading, sections }) =>
    sections.length === 0
      ? `<li>${link(heading)}</li>`
      : `<li>${link(heading)}\n<ul>\n${sections.map((section) => `<li>${link(section)}</li>`).join('\n')}\n</ul>\n</li>`,
  );
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

function link({ id, text }: Heading): string {
  return `<a href="#${id}">${text}</a>`;
}
