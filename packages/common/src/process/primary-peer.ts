import { Peer } from './peer.ts';

let peer: Peer | undefined;

/** The channel of this process to the primary of its cluster. */
export function primary(): Peer {
  if (!peer) {
    const made = new Peer((message) => {
      if (process.connected) process.send?.(message);
    });
    process.on('message', (message) => made.receive(message));
    process.on('disconnect', () => made.gone());
    peer = made;
  }
  return peer;
}
