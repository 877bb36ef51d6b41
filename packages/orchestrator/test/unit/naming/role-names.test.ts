import { createLogger } from '@rideshare/common';
import { expect } from 'chai';
import { RoleNames } from '../../../src/naming/role-names.ts';
import { SimulatedEngine, type SimulatedContainer } from './simulated-engine.ts';

describe('RoleNames', () => {
  let engine: SimulatedEngine;
  let names: RoleNames;
  let master: SimulatedContainer;
  let slave: SimulatedContainer;
  let warnings: unknown[];

  beforeEach(async () => {
    engine = new SimulatedEngine();
    warnings = [];
    const logger = createLogger('test', 'silent');
    logger.warn = (what: unknown) => void warnings.push(what);
    const { runtime, members, clock } = engine;
    names = new RoleNames({ runtime, members, clock, logger });
    names.start();
    master = engine.start('w1');
    slave = engine.start('w2');
    engine.promote(master);
    await engine.clock.advance(100);
    engine.attempts.length = 0;
  });

  it('are given when it is known who is master', () => {
    expect(engine.names).to.deep.equal({ w1: 'master', w2: 'slave' });
    expect(warnings).to.be.empty;
  });

  it('follow a promotion as soon as the name of the dead master is free', async () => {
    engine.kill(master);
    const successor = engine.start('w3');
    await engine.clock.advance(150);
    engine.promote(slave);
    await engine.clock.advance(150);
    expect(engine.names).to.deep.equal({ w2: 'slave', w3: 'w3' });
    // The container is gone after 300 ms, and each call takes 10.
    await engine.clock.advance(50);
    expect(engine.names).to.deep.equal({ w2: 'master', [successor.id]: 'slave' });
    expect(warnings).to.be.empty;
  });

  it('come to a new worker when the loop is woken, and otherwise at the next tick', async () => {
    engine.start('w3');
    names.wake();
    await engine.clock.advance(100);
    expect(engine.names).to.include({ w3: 'slave-2' });
    engine.start('w4');
    await engine.clock.advance(2_000);
    expect(engine.names).to.include({ w4: 'slave-3' });
  });

  it('stay while ZooKeeper is away, and follow when it is back', async () => {
    engine.zookeeperAway = true;
    engine.promote(slave);
    await engine.clock.advance(10_000);
    expect(engine.attempts).to.be.empty;
    engine.zookeeperAway = false;
    await engine.clock.advance(2_500);
    expect(engine.names).to.deep.equal({ w1: 'slave', w2: 'master' });
  });

  it('are not given by a mastership that an earlier process of the same worker has left', async () => {
    engine.promote({ ...slave, pid: slave.pid + 1 });
    await engine.clock.advance(10_000);
    expect(engine.attempts).to.be.empty;
  });

  it('of others are given though one is taken by a stranger, which is told once and tried on', async () => {
    engine.foreign.add('slave-2');
    engine.start('w3');
    engine.start('w4');
    await engine.clock.advance(60_000);
    expect(Object.values(engine.names)).to.include.members(['master', 'slave', 'slave-3']);
    expect(warnings).to.have.lengthOf(1);
    const tries = engine.attempts.length;
    expect(tries).to.be.within(20, 80);
    engine.foreign.clear();
    await engine.clock.advance(2_500);
    expect(Object.values(engine.names)).to.have.members(['master', 'slave', 'slave-2', 'slave-3']);
    await engine.clock.advance(60_000);
    expect(engine.attempts).to.have.lengthOf(tries + 1);
  });

  it('that wait for a name which cannot be given up are not tried', async () => {
    engine.foreign.add('w1');
    engine.promote(slave);
    await engine.clock.advance(60);
    expect(engine.attempts).to.deep.equal(['w1 w1']);
  });

  it('are given no more when the loop is stopped', async () => {
    void names.stop();
    engine.promote(slave);
    await engine.clock.advance(10_000);
    expect(engine.attempts).to.be.empty;
  });
});
