import { ConfigError, loadConfig } from '@rideshare/common';
import { expect } from 'chai';
import { ridesConfig } from '../../src/config.ts';

describe('the configuration of the rides service', () => {
  it('stands without any variable set', () => {
    const config = loadConfig(ridesConfig, {});
    expect(config).to.include({ port: 8000, timeZone: 'Asia/Kolkata', databaseToken: undefined });
  });

  for (const [variable, value] of [
    ['TIME_ZONE', 'Mars/Phobos'],
    ['USERS_URL', 'users.example'],
    ['PROCESSES', '0'],
  ] as const) {
    it(`stops the start with a sentence about ${variable} when that is ${value}`, () => {
      const load = () => loadConfig(ridesConfig, { [variable]: value });
      expect(load).to.throw(ConfigError, new RegExp(`^${variable} must .*${value}`));
    });
  }
});
