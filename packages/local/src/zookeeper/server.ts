import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { probe } from '../ports/probe.ts';
import type { Unit } from '../unit/unit.ts';

export interface ZooKeeperOptions {
  /** Holds data and configuration. */
  dir: string;
  logFile: string;
  port: number;
}

/** A tick of 200 ms allows sessions of one second. */
function configuration(dataDir: string, port: number): string {
  return [
    'tickTime=200',
    'minSessionTimeout=400',
    'maxSessionTimeout=60000',
    `dataDir=${dataDir}`,
    `clientPort=${port}`,
    'clientPortAddress=127.0.0.1',
    'maxClientCnxns=0',
    'admin.enableServer=false',
    '4lw.commands.whitelist=ruok,srvr',
    'autopurge.snapRetainCount=3',
    'autopurge.purgeInterval=1',
    '',
  ].join('\n');
}

const javaArguments = [
  '-Xmx128m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Xshare:auto',
  '-Djava.net.preferIPv4Stack=true',
  '-Dzookeeper.preAllocSize=1024',
  '-Dzookeeper.jmx.log4j.disable=true',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Dorg.slf4j.simpleLogger.showDateTime=true',
  '-cp',
  '/usr/share/java/zookeeper.jar:/usr/share/java/slf4j-simple.jar',
  'org.apache.zookeeper.server.ZooKeeperServerMain',
];

/** ZooKeeper as Debian installs it, alone, on 127.0.0.1. */
export function zooKeeperUnit(options: ZooKeeperOptions): Unit {
  const configurationFile = join(options.dir, 'zoo.cfg');
  const dataDir = join(options.dir, 'data');
  return {
    name: 'zookeeper',
    command: 'java',
    args: [...javaArguments, configurationFile],
    env: { PATH: process.env['PATH'], JAVA_HOME: process.env['JAVA_HOME'] },
    logFile: options.logFile,
    address: `127.0.0.1:${options.port}`,
    prepare: async () => {
      await mkdir(dataDir, { recursive: true });
      await writeFile(configurationFile, configuration(dataDir, options.port));
    },
    ready: async () => {
      const answer = await probe(options.port, 'ruok');
      if (answer !== 'imok') throw new Error(`it answers "${answer.trim()}" to ruok`);
    },
    startTimeoutMs: 60_000,
    stopSignal: 'SIGTERM',
    graceMs: 10_000,
  };
}
