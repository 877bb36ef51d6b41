import { expect } from 'chai';
import { parseAnswer } from '../../../src/checks/curl/parse-answer.ts';

describe('what curl prints', () => {
  it('is a body of JSON, a status and a type', () => {
    expect(parseAnswer('["a\\n"]\n200 application/json; charset=utf-8')).to.deep.equal({
      status: 200,
      type: 'application/json; charset=utf-8',
      body: '["a\\n"]',
      json: ['a\n'],
    });
  });

  it('may be a body of several lines that is no JSON', () => {
    const { body, json } = parseAnswer('<p>\n\n</p>\n\n404 text/html');
    expect(body).to.equal('<p>\n\n</p>\n');
    expect(json).to.equal(undefined);
  });

  it('may have neither body nor type', () => {
    expect(parseAnswer('\n204 ')).to.deep.equal({ status: 204, type: '', body: '', json: undefined });
  });
});
