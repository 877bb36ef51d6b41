import { expect } from 'chai';
import { contentsOf } from '../../../src/site/contents.ts';
import { render } from '../../../src/site/markdown.ts';

const html = (markdown: string) => render('docs/a.md', markdown).html;

describe('a Markdown document becomes a page', () => {
  it('whose headings can be linked to', () => {
    const { html: text, headings } = render('docs/a.md', '# Title\n\n## Repeating a `write`\n');
    expect(text).to.include('<h1>Title</h1>');
    expect(text).to.include('<h2 id="repeating-a-write">Repeating a <code>write</code></h2>');
    expect(headings).to.deep.equal([
      { id: 'repeating-a-write', depth: 2, text: 'Repeating a <code>write</code>' },
    ]);
  });

  it('whose contents show what belongs to what', () => {
    const { headings } = render('docs/a.md', '# T\n\n## A\n\n### B\n\n## C\n');
    expect(contentsOf(headings).replaceAll('\n', '')).to.equal(
      '<ul><li><a href="#a">A</a><ul><li><a href="#b">B</a></li></ul></li><li><a href="#c">C</a></li></ul>',
    );
  });

  it('that links to the web and to itself, and names files of the repository', () => {
    expect(html('[RFC](https://example.org/)')).to.include('<a href="https://example.org/">RFC</a>');
    expect(html('[below](#below)')).to.include('<a href="#below">below</a>');
    expect(html('[list](../packages/list.json)')).to.equal('<p>list: <code>packages/list.json</code></p>\n');
  });

  it('whose tables name the column in each cell', () => {
    const table = html('| call | answers |\n| --- | --- |\n| `GET /` | 200 **`{}`** |\n');
    expect(table).to.include('<th scope="col">call</th><th scope="col">answers</th>');
    expect(table).to.include(
      '<td data-column="call"><code>GET /</code></td><td data-column="answers">200 <strong><code>{}</code></strong></td>',
    );
  });

  it('in which code is text, and breaks where it may', () => {
    expect(html('`{"a","<b>"}`')).to.include('<code>{&quot;a&quot;,<wbr />&quot;&lt;b&gt;&quot;}</code>');
  });
});
