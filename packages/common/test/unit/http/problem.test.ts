import { expect } from 'chai';
import { HttpProblem, unauthorized, unavailable } from '../../../src/index.ts';
import { problemDocument } from '../../../src/http/problem-document.ts';

describe('a problem', () => {
  it('has the members of RFC 9457, and errors only where there are some', () => {
    expect(problemDocument(new HttpProblem(404, 'No such ride.'))).to.deep.equal({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'No such ride.',
    });
    const errors = { name: 'is taken' };
    expect(problemDocument(new HttpProblem(400, 'No.', { errors }))).to.deep.include({ errors });
  });

  it('says when to come again, and what to come with', () => {
    expect(unavailable('Busy.').headers).to.deep.equal({ 'Retry-After': '1' });
    expect(unauthorized('Who?').headers).to.deep.equal({ 'WWW-Authenticate': 'Bearer' });
  });
});
