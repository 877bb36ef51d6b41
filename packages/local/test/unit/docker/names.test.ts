import { expect } from 'chai';
import { namesFor } from '../../../src/docker/names.ts';

describe('the names of a folder’s deployment', () => {
  const recorded = { name: 'noted', prefix: 'noted-' };

  it('are the usual ones for the folder of a checkout', () => {
    expect(namesFor('/a', true, undefined, {})).to.deep.equal({ name: 'rideshare', prefix: '' });
  });

  it('differ from folder to folder otherwise, so that two systems do not meet on an engine', () => {
    const [one, other] = [namesFor('/a', false, undefined, {}), namesFor('/b', false, undefined, {})];
    expect(one.name).to.match(/^rideshare-[0-9a-f]{8}$/);
    expect(one.prefix).to.equal(`${one.name}-`);
    expect(other.name).not.to.equal(one.name);
    expect(namesFor('/a', false, undefined, {})).to.deep.equal(one);
  });

  it('stay what they were at the last start', () => {
    expect(namesFor('/a', true, recorded, {})).to.deep.equal(recorded);
    expect(namesFor('/a', true, recorded, { DEPLOYMENT: 'noted' })).to.deep.equal(recorded);
  });

  it('are those of the environment above all', () => {
    const env = { DEPLOYMENT: 'mine', CONTAINER_PREFIX: 'mine-' };
    expect(namesFor('/a', true, recorded, env)).to.deep.equal({ name: 'mine', prefix: 'mine-' });
    expect(namesFor('/a', true, recorded, { DEPLOYMENT: 'mine' })).to.deep.equal({
      name: 'mine',
      prefix: '',
    });
    expect(namesFor('/a', true, recorded, { CONTAINER_PREFIX: '' })).to.deep.equal({
      name: 'noted',
      prefix: '',
    });
  });
});
