import { until } from '@rideshare/acceptance';
import type Docker from 'dockerode';
import { exec } from '../engine/exec.ts';
import type { Place } from '../network/cast.ts';
import { containerVantage } from '../network/container-vantage.ts';
import type { Vantage } from '../network/vantage.ts';
import { CommandError, type Ended } from '../program/ended.ts';
import type { Host, HostName } from './host.ts';
import type { Keys } from './keys.ts';
import { ssh } from './ssh.ts';
import { failedUnits, settledState, startOfInit, unitProperties } from './systemd.ts';

const bootMs = 180_000;
const shutdownMs = 120_000;

/** A host that is a container, created and perhaps started. */
export class ContainerHost implements Host {
  readonly name: HostName;
  readonly address: string;
  readonly publicName: string;
  readonly network: Vantage;
  readonly #container: Docker.Container;
  readonly #keys: Keys;

  constructor(name: HostName, { address, publicName }: Place, container: Docker.Container, keys: Keys) {
    this.name = name;
    this.address = address;
    this.publicName = publicName;
    this.network = containerVantage(container, name, address);
    this.#container = container;
    this.#keys = keys;
  }

  /** Starts it. @returns what systemd says of itself when all has been started that is started at boot */
  async boot(): Promise<string> {
    await this.#container.start();
    const state = await until(`systemd on ${this.name}`, () => settledState(this), bootMs);
    const reached = async () => {
      const { code, complaint } = await this.ssh('true');
      if (code !== 0) throw new Error(complaint.trim());
      return true;
    };
    await until(`SSH on ${this.name}`, reached, bootMs);
    return state;
  }

  async reboot(): Promise<string> {
    const gone = this.#container.wait({
      condition: 'not-running',
      abortSignal: AbortSignal.timeout(shutdownMs),
    });
    // It may go down before it has answered.
    await this.attempt('systemctl', 'reboot').catch(() => undefined);
    await gone;
    return this.boot();
  }

  async run(...command: string[]): Promise<string> {
    const ended = await this.attempt(...command);
    if (ended.code !== 0) throw new CommandError(command, this.name, ended);
    return ended.output;
  }

  attempt(...command: string[]): Promise<Ended> {
    return exec(this.#container, command);
  }

  ssh(line: string): Promise<Ended> {
    return ssh(this.#keys, this.address, line);
  }

  unit<Property extends string>(name: string, ...properties: Property[]): Promise<Record<Property, string>> {
    return unitProperties(this, name, properties);
  }

  failedUnits(): Promise<string[]> {
    return failedUnits(this);
  }

  bootedAt(): Promise<number> {
    return startOfInit(this);
  }
}
