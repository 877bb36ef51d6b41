/** Ports that a part of the system listens on somewhere, or that somebody might open by mistake, and what they are. */
export const ports: Readonly<Record<number, string>> = {
  22: 'SSH',
  80: 'HTTP',
  443: 'HTTPS',
  2181: 'ZooKeeper',
  2375: 'Docker',
  2376: 'Docker with TLS',
  4369: 'epmd',
  5552: 'streams of RabbitMQ',
  5672: 'AMQP',
  8000: 'rides, slot blue',
  8001: 'rides, slot green',
  8080: 'users, slot blue',
  8081: 'users, slot green; the orchestrator',
  15672: 'management of RabbitMQ',
  25672: 'Erlang',
};

export const portNumbers = Object.keys(ports).map(Number);
