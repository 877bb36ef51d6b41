import { expect } from 'chai';
import joi from 'joi';
import { configMarkdown } from '../../../src/index.ts';

describe('configMarkdown', () => {
  it('has a row for each variable with default, unit and description', () => {
    const table = {
      graceMs: {
        env: 'GRACE_MS',
        schema: joi.number(),
        default: 500,
        unit: 'ms',
        description: 'time to stop',
      },
      url: { env: 'URL', schema: joi.string(), description: 'where a | b is' },
      note: { env: 'NOTE', schema: joi.string().optional(), description: 'a note' },
      token: { env: 'TOKEN', schema: joi.string(), default: 'x', secret: true, description: 'bearer token' },
    };
    expect(configMarkdown(table).split('\n')).to.deep.equal([
      '| variable | default | unit | description |',
      '| --- | --- | --- | --- |',
      '| `GRACE_MS` | `500` | ms | time to stop |',
      '| `URL` | *required* |  | where a \\| b is |',
      '| `NOTE` |  |  | a note |',
      '| `TOKEN` | *secret* |  | bearer token |',
    ]);
  });
});
