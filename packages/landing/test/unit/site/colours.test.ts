import { expect } from 'chai';
import { site } from '../../support/site.ts';

/** WCAG 2.2, relative luminance of #rrggbb. */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const style = site.get('assets/style.css') ?? '';
const [light = '', dark = ''] = [...style.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block ?? '');

function coloursOf(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]),
  );
}

/** Text on what it stands on. */
const pairs: [string, string[]][] = [
  ['ink', ['paper', 'card', 'code']],
  ['soft', ['paper', 'card', 'code']],
  ['brand', ['paper', 'card', 'code']],
  ['on-brand', ['brand']],
  ['up', ['card']],
  ['partly', ['card']],
  ['down', ['card']],
  ['unknown', ['card']],
];

for (const [scheme, block] of Object.entries({ light, dark })) {
  describe(`in the ${scheme} scheme`, () => {
    const colours = coloursOf(block);
    for (const [text, grounds] of pairs) {
      for (const ground of grounds) {
        it(`${text} on ${ground} has a contrast of at least 4.5`, () => {
          const [first, second] = [colours.get(text), colours.get(ground)];
          expect(first, text).to.be.a('string');
          expect(second, ground).to.be.a('string');
          expect(contrast(first ?? '', second ?? '')).to.be.at.least(4.5);
        });
      }
    }
  });
}
