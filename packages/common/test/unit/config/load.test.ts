import { expect } from 'chai';
import joi from 'joi';
import { ConfigError, loadConfig } from '../../../src/index.ts';
import type { ConfigTable } from '../../../src/index.ts';

interface Config {
  port: number;
  url: string;
  token?: string;
}

const table: ConfigTable<Config> = {
  port: { env: 'PORT', schema: joi.number().port(), default: 8080, description: 'TCP port' },
  url: { env: 'URL', schema: joi.string().uri(), description: 'base URL of the database' },
  token: { env: 'TOKEN', schema: joi.string().min(8).optional(), description: 'bearer token', secret: true },
};

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(table, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('takes values from the environment, converted to what the schema says', () => {
    const env = { PORT: '81', URL: 'http://a', TOKEN: 'long enough' };
    expect(loadConfig(table, env)).to.deep.equal({ port: 81, url: 'http://a', token: 'long enough' });
  });

  it('takes the default for an absent or empty variable, and nothing for an optional one', () => {
    expect(loadConfig(table, { URL: 'http://a' })).to.include({ port: 8080 });
    expect(loadConfig(table, { URL: 'http://a', PORT: '', TOKEN: '' }).token).to.equal(undefined);
  });

  it('gives a frozen object', () => {
    expect(loadConfig(table, { URL: 'http://a' })).to.be.frozen;
  });

  it('names every wrong variable in a sentence of its own', () => {
    expect(problemsOf({ PORT: 'eighty' })).to.deep.equal([
      'PORT must be a number, but it is "eighty" (TCP port).',
      'URL is required (base URL of the database).',
    ]);
  });

  it('tells of values that do not go together only when each is right alone', () => {
    const check = ({ port, url }: Config): string[] =>
      url.endsWith(`:${port}`) ? [] : ['PORT is not in URL.'];
    const problems = (env: NodeJS.ProcessEnv): unknown => {
      try {
        return loadConfig(table, env, check);
      } catch (error) {
        return error instanceof ConfigError ? error.problems : error;
      }
    };
    expect(problems({ URL: 'http://a:81', PORT: '80' })).to.deep.equal(['PORT is not in URL.']);
    expect(problems({ PORT: '80' })).to.deep.equal(['URL is required (base URL of the database).']);
    expect(problems({ URL: 'http://a:80', PORT: '80' })).to.include({ port: 80 });
  });

  it('refuses an empty variable that is required', () => {
    expect(problemsOf({ URL: '' })).to.deep.equal(['URL is required (base URL of the database).']);
  });

  it('does not show the value of a secret', () => {
    const [problem = ''] = problemsOf({ URL: 'http://a', TOKEN: 'short' });
    expect(problem).to.match(/^TOKEN /);
    expect(problem).not.to.include('short');
  });
});
