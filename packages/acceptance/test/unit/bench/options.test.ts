import { expect } from 'chai';
import { BenchFailure } from '../../../src/bench/failure.ts';
import { HELP, parseOptions } from '../../../src/bench/options.ts';

describe('the options of the benchmark', () => {
  it('are a table, ten seconds and 64 connections without arguments', () => {
    expect(parseOptions([])).to.deep.equal({
      json: false,
      help: false,
      seconds: 10,
      connections: 64,
      newSlave: false,
      rides: 1_000_000,
      runtime: 'process',
    });
  });

  it('are taken from the arguments', () => {
    const options = parseOptions(['--json', '--seconds', '2.5', '--connections=8']);
    expect(options).to.include({ json: true, seconds: 2.5, connections: 8 });
  });

  it('are refused by name when they are unknown or no positive number', () => {
    expect(() => parseOptions(['--fast'])).to.throw(BenchFailure, '--fast');
    expect(() => parseOptions(['--seconds', 'ten'])).to.throw(BenchFailure, '--seconds');
    expect(() => parseOptions(['--connections', '0'])).to.throw(BenchFailure, '--connections');
    expect(() => parseOptions(['--new-slave', '--runtime', 'podman'])).to.throw(BenchFailure, '--runtime');
    expect(() => parseOptions(['--runtime', 'docker'])).to.throw(BenchFailure, '--new-slave');
  });

  it('are all in the help', () => {
    expect(HELP)
      .to.include('--json')
      .and.include('--seconds')
      .and.include('--connections')
      .and.include('--new-slave')
      .and.include('--rides')
      .and.include('--runtime');
  });
});
