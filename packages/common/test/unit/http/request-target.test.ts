import { expect } from 'chai';
import { originForm } from '../../../src/http/request-target.ts';

describe('originForm', () => {
  it('leaves path and query as they are', () => {
    for (const target of ['/', '//', '/a?b=/c', '/%zz']) expect(originForm(target)).to.equal(target);
  });

  it('takes path and query out of a whole URL', () => {
    expect(originForm('http://a')).to.equal('/');
    expect(originForm('https://a:1/b?c')).to.equal('/b?c');
    expect(originForm('http://a?b')).to.equal('/?b');
  });

  it('knows nothing else', () => {
    for (const target of ['', '*', 'a', 'http:///a', 'ftp://a/b', '/a#b', '/a\u00a0b'])
      expect(originForm(target)).to.equal(undefined);
  });
});
