import { expect } from 'chai';
import { textOfFrames } from '../../../../src/runtime/docker/log-frames.ts';

function frame(stream: 1 | 2, bytes: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

describe('The text of a container’s output', () => {
  it('is that of both streams, in the order they were written', () => {
    const frames = [frame(1, Buffer.from('one\n')), frame(2, Buffer.from('two\n'))];
    expect(textOfFrames(Buffer.concat(frames))).to.equal('one\ntwo\n');
  });

  it('holds a character that is in two frames', () => {
    const euro = Buffer.from('€');
    const frames = [frame(1, euro.subarray(0, 1)), frame(1, euro.subarray(1))];
    expect(textOfFrames(Buffer.concat(frames))).to.equal('€');
  });

  it('is as much as there is of a frame that was cut off', () => {
    const whole = frame(1, Buffer.from('worker'));
    expect(textOfFrames(whole.subarray(0, 11))).to.equal('wor');
    expect(textOfFrames(whole.subarray(0, 5))).to.equal('');
    expect(textOfFrames(Buffer.alloc(0))).to.equal('');
  });
});
