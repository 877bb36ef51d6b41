import { Peer } from '../../src/process/peer.ts';

/** Both ends of a channel that delivers at once, as JSON, in order. */
export function connectedPeers(): [primary: Peer, process: Peer] {
  const primary: Peer = new Peer((message) => other.receive(JSON.parse(JSON.stringify(message))));
  const other: Peer = new Peer((message) => primary.receive(JSON.parse(JSON.stringify(message))));
  return [primary, other];
}
