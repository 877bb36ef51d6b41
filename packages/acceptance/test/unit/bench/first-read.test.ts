import { expect } from 'chai';
import { firstReadIn } from '../../../src/bench/new-slave/ground.ts';

const LINES = [
  '{"level":30,"time":"2025-11-25T16:26:40.000Z","service":"worker","msg":"is a slave"}',
  '{"level":30,"time":"2025-11-25T16:26:40.900Z","service":"worker","sinceStartMs":612,"msg":"answers its first read"}',
  '{"level":30,"time":"2025-11-25T16:26:49.000Z","service":"worker","msg":"is the master"}',
];

describe('the log of a new slave', () => {
  it('tells when it answered its first read, and how long after its start', () => {
    expect(firstReadIn(LINES.join('\n'))).to.deep.equal({
      time: Date.UTC(2025, 10, 25, 16, 26, 40, 900),
      sinceStartMs: 612,
    });
  });

  it('is understood with the frames that an engine puts around each line', () => {
    const framed = LINES.map((line) => `\u0001\0\0\0\0\0\0{${line}\n`).join('');
    expect(firstReadIn(framed)).to.deep.equal({
      time: Date.UTC(2025, 10, 25, 16, 26, 40, 900),
      sinceStartMs: 612,
    });
  });

  it('tells nothing before', () => {
    expect(firstReadIn(LINES.slice(0, 1).join('\n'))).to.equal(undefined);
  });
});
