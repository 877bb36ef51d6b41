import type { Logger } from '@rideshare/common';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { BrokerUnavailableError } from './errors.ts';

export type BrokerConnection = ChannelModel;

export interface BrokerOptions {
  /** amqp://user:password@host:port/vhost */
  url: string;
  /** Shown as the connection's name by the broker. */
  name: string;
  logger: Logger;
  /** Silence of two such intervals ends the connection. Default 5. */
  heartbeatSeconds?: number;
}

const DEFAULT_HEARTBEAT_SECONDS = 5;
/** The kernel then asks a silent broker each second whether it is there, and gives up after ten times. */
const KEEP_ALIVE_DELAY_MS = 2_000;
const HANDSHAKE_MS = 5_000;

/**
 * Connects without Nagle's algorithm, which would cost a lone request 40 ms. A broker that vanished without a word is
 * noticed even without heartbeats. Errors of the connection and of the
 * channels made on it are logged, and never thrown: `close` tells that one is gone.
 * @throws BrokerUnavailableError
 */
export async function connectBroker(options: BrokerOptions): Promise<BrokerConnection> {
  const { name, logger } = options;
  try {
    const connection = await connect(urlOf(options), {
      noDelay: true,
      keepAlive: true,
      keepAliveDelay: KEEP_ALIVE_DELAY_MS,
      timeout: HANDSHAKE_MS,
      clientProperties: { connection_name: name },
    });
    connection.on('error', (error) => logger.warn({ err: error }, 'broker connection failed'));
    const watch = <C extends Channel>(channel: C): C => {
      channel.on('error', (error) => {
        logger.warn({ err: error }, 'broker channel failed');
        connection.emit('channel-error', error);
      });
      return channel;
    };
    const createChannel = connection.createChannel.bind(connection);
    const createConfirmChannel = connection.createConfirmChannel.bind(connection);
    connection.createChannel = async (settings) => watch(await createChannel(settings));
    connection.createConfirmChannel = async (settings) => watch(await createConfirmChannel(settings));
    return connection;
  } catch (error) {
    throw new BrokerUnavailableError(`no connection to the broker: ${String(error)}`, { cause: error });
  }
}

function urlOf({ url, heartbeatSeconds = DEFAULT_HEARTBEAT_SECONDS }: BrokerOptions): string {
  const address = new URL(url);
  address.searchParams.set('heartbeat', String(heartbeatSeconds));
  return address.href;
}
