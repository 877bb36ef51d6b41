import { expect } from 'chai';
import { parts } from '../../../src/browser/health.ts';
import { places } from '../../../src/browser/places.ts';
import { faultsOf, pages, parse, site, valuesOf } from '../../support/site.ts';

const budgetBytes = 40_000;

/** What the load balancer has beside the files of the site. */
const elsewhere = ['/status/users', '/status/rides'];

/** `/api.html#users` or `#users` as the file and the id in it. */
function targetOf(from: string, href: string): { file: string; id: string | undefined } {
  const [path = '', id] = href.split('#');
  const file = path === '' ? from : path === '/' ? 'index.html' : path.slice(1);
  return { file, id };
}

describe('the site', () => {
  it('has the page, the documentation of the API and what they need, and no more', () => {
    expect([...site.keys()].filter((name) => !name.endsWith('.js'))).to.have.members([
      'index.html',
      'api.html',
      'assets/icon.svg',
      'assets/style.css',
    ]);
    expect([...site.keys()]).to.include('assets/main.js');
  });

  it(`is less than ${budgetBytes / 1000} kB in all`, () => {
    const bytes = [...site.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    expect(bytes).to.be.below(budgetBytes);
  });

  it('asks nobody else for anything', () => {
    for (const [name, text] of site) {
      if (name.endsWith('.css')) expect(text, name).not.to.match(/url\(|@import/);
      if (name.endsWith('.js')) expect(text, name).not.to.match(/https?:|\/\/[a-z]/);
      if (name.endsWith('.svg')) expect(text, name).not.to.match(/href|url\(/);
    }
  });

  it('imports only scripts that it has', () => {
    for (const [name, text] of site) {
      if (!name.endsWith('.js')) continue;
      for (const [, file] of text.matchAll(/from '\.\/(.+?)'/g))
        expect([...site.keys()], name).to.include(`assets/${file}`);
    }
  });
});

for (const [name, html] of pages) {
  describe(name, () => {
    const page = parse(html);

    it('is valid HTML, and accessible as far as a machine can tell', async () => {
      expect(await faultsOf(name, html)).to.deep.equal([]);
    });

    it('loads only files of the site', () => {
      const loaded = [
        ...valuesOf(page, 'src'),
        ...page.querySelectorAll('link').map((link) => link.getAttributeValue('href') ?? ''),
      ];
      expect(loaded).not.to.be.empty;
      for (const path of loaded) expect([...site.keys()]).to.include(path.slice(1));
    });

    it('has no script or style that its security policy refuses', () => {
      const inline = page.querySelectorAll('script').filter((script) => !script.hasAttribute('src'));
      expect(inline).to.deep.equal([]);
      expect(page.querySelectorAll('style, [style], [onclick], [onload]')).to.deep.equal([]);
    });

    it('has no dead link', () => {
      const links = page.querySelectorAll('a').map((link) => link.getAttributeValue('href') ?? '');
      for (const href of links.filter((link) => !link.startsWith('https:') && !elsewhere.includes(link))) {
        const { file, id } = targetOf(name, href);
        const target = site.get(file);
        expect(target, href).to.be.a('string');
        if (id !== undefined) expect(valuesOf(parse(target ?? ''), 'id'), href).to.include(id);
      }
    });
  });
}

describe('the script', () => {
  it('finds everything in the page that it writes to', () => {
    const page = parse(site.get('index.html') ?? '');
    for (const part of parts) {
      expect(page.querySelectorAll(places.part(part)), part).to.have.length(1);
      expect(page.querySelectorAll(places.state(part)), part).to.have.length(1);
      expect(page.querySelectorAll(places.detail(part)), part).to.have.length(1);
    }
    expect(page.querySelectorAll(places.summary)).to.have.length(1);
    expect(page.querySelectorAll(places.time)).to.have.length(1);
    expect(page.querySelectorAll(places.origin)).to.have.length(3);
  });
});
