import { expect } from 'chai';
import { ConfigError, loadConfig } from '@rideshare/common';
import { checkOrchestratorConfig, orchestratorConfig } from '../../src/config.ts';

const load = (env: NodeJS.ProcessEnv): unknown =>
  loadConfig(orchestratorConfig, env, checkOrchestratorConfig);

describe('The configuration of the orchestrator', () => {
  it('scales from 1 to 8 slaves by 20 reads in 120 s unless told otherwise', () => {
    expect(load({})).to.include({ slaves: 1, maxSlaves: 8, readsPerSlave: 20, readWindowMs: 120_000 });
  });

  it('refuses a least number of slaves that is greater than the greatest', () => {
    expect(() => load({ SLAVES: '3', MAX_SLAVES: '2' })).to.throw(
      ConfigError,
      'SLAVES must not be greater than MAX_SLAVES, but it is 3 and MAX_SLAVES is 2.',
    );
    expect(load({ SLAVES: '2', MAX_SLAVES: '2' })).to.include({ slaves: 2, maxSlaves: 2 });
  });
});
