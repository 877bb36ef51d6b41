import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { probe } from '../ports/probe.ts';
import type { Unit } from '../unit/unit.ts';

export interface BrokerOptions {
  /** Holds everything of the broker: data, configuration, cookie. */
  dir: string;
  logFile: string;
  port: number;
  distributionPort: number;
  epmdPort: number;
}

const protocolHeader = Buffer.from('AMQP\x00\x00\x09\x01', 'latin1');

const configuration = `
log.console = true
log.console.level = warning
log.file = false
disk_free_limit.absolute = 50MB
vm_memory_high_watermark.relative = 0.4
raft.wal_max_size_bytes = 67108864
`;

/** Erlang's schedulers sleep instead of spinning: the machine is shared with everything else of the system. */
const erlangArguments = '+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}';

/** RabbitMQ as Debian installs it, with nothing shared with one that already runs on the machine. */
export function brokerUnit(options: BrokerOptions): Unit {
  const inside = (name: string) => join(options.dir, name);
  return {
    name: 'rabbitmq',
    command: '/usr/lib/rabbitmq/bin/rabbitmq-server',
    args: [],
    env: {
      PATH: process.env['PATH'],
      LANG: 'C.UTF-8',
      HOME: options.dir,
      // Makes the start script replace itself by the Erlang machine, so that our child is the broker.
      RUNNING_UNDER_SYSTEMD: 'true',
      ERL_EPMD_PORT: String(options.epmdPort),
      ERL_EPMD_ADDRESS: '127.0.0.1',
      RABBITMQ_NODENAME: 'rideshare@localhost',
      RABBITMQ_NODE_PORT: String(options.port),
      RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
      RABBITMQ_DIST_PORT: String(options.distributionPort),
      RABBITMQ_MNESIA_BASE: inside('data'),
      RABBITMQ_LOG_BASE: inside('log'),
      RABBITMQ_PID_FILE: inside('pid'),
      RABBITMQ_ENABLED_PLUGINS_FILE: inside('plugins'),
      RABBITMQ_CONFIG_FILE: inside('rabbitmq.conf'),
      RABBITMQ_ADVANCED_CONFIG_FILE: inside('advanced.config'),
      RABBITMQ_CONF_ENV_FILE: inside('environment'),
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: erlangArguments,
    },
    cwd: options.dir,
    logFile: options.logFile,
    address: `amqp://127.0.0.1:${options.port}`,
    prepare: async () => {
      await mkdir(options.dir, { recursive: true });
      await writeFile(inside('rabbitmq.conf'), configuration.trimStart());
      await writeFile(inside('advanced.config'), '[].\n');
      await writeFile(inside('plugins'), '[].\n');
      await writeFile(inside('environment'), '');
    },
    ready: async () => {
      const answer = await probe(options.port, protocolHeader);
      if (answer.charCodeAt(0) !== 1) throw new Error('it does not speak AMQP 0-9-1');
    },
    startTimeoutMs: 90_000,
    stopSignal: 'SIGTERM',
    graceMs: 20_000,
  };
}
