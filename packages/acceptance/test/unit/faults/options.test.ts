import { expect } from 'chai';
import { OptionError, parseOptions } from '../../../src/faults/options.ts';
import { kindsOf } from '../../../src/faults/runtimes.ts';

const parse = (...args: string[]) => parseOptions(args, () => 42);

describe('the options of a faults run', () => {
  it('have defaults, and a new seed each time', () => {
    expect(parse()).to.deep.equal({
      help: false,
      seconds: 120,
      seed: 42,
      json: undefined,
      runtime: 'process',
      only: kindsOf.process,
      clients: 16,
      keep: false,
    });
  });

  it('are taken as they are given', () => {
    const options = parse(
      '--seconds',
      '5',
      '--seed=7',
      '--json',
      'a.json',
      '--only',
      'scale,overlap',
      '--keep',
    );
    expect(options).to.include({ seconds: 5, seed: 7, json: 'a.json', keep: true });
    expect(options.only).to.deep.equal(['scale', 'overlap']);
  });

  it('know the strikes of the runtime that is named', () => {
    expect(parse('--runtime', 'docker').only)
      .to.include('disconnect-master')
      .and.not.include('drip-rabbitmq');
    expect(parse('--runtime', 'docker', '--only', 'remove-slave')).to.include({ runtime: 'docker' });
  });

  for (const [args, name] of [
    [['--seconds', '0'], '--seconds'],
    [['--seconds', 'ten'], '--seconds'],
    [['--seed', '-1'], '--seed'],
    [['--clients', '1.5'], '--clients'],
    [['--only', 'kill-everybody'], 'kill-everybody'],
    [['--only', 'remove-slave'], 'remove-slave'],
    [['--runtime', 'docker', '--only', 'drip-rabbitmq'], 'drip-rabbitmq'],
    [['--runtime', 'podman'], '--runtime'],
    [['--json', ''], '--json'],
    [['--sconds', '3'], '--sconds'],
    [['more'], 'more'],
  ] as const) {
    it(`that are wrong are named: ${args.join(' ')}`, () => {
      expect(() => parse(...args)).to.throw(OptionError, name);
    });
  }
});
