import { partNames } from '@rideshare/local';
import { expect } from 'chai';
import type Docker from 'dockerode';
import { awaitContainers } from '../../support/docker/cast.ts';
import { containerOf, inspectAll } from '../../support/docker/containers.ts';
import { runInside } from '../../support/docker/inside.ts';
import type { DockerSystemUnderTest } from '../../support/docker/system.ts';

const WORKERS = ['master', 'slave'];
const MEMORY_BYTES = 512 * 1024 * 1024;
const PIDS = 256;
const SOCKET = '/var/run/docker.sock';

/** What the container's cgroup says, whichever version of cgroups it is. */
const LIMIT_FILES = {
  memory: ['/sys/fs/cgroup/memory/memory.limit_in_bytes', '/sys/fs/cgroup/memory.max'],
  pids: ['/sys/fs/cgroup/pids/pids.max', '/sys/fs/cgroup/pids.max'],
};

function securityOf({ SecurityOpt: options }: Docker.HostConfig): string {
  return ((options ?? []) as string[]).join();
}

/** What a worker, which runs what callers ask for, could do if somebody took it over. */
export function testHardening(system: DockerSystemUnderTest): void {
  const { running } = system;
  const container = (name: string) => containerOf(running(), name);

  describe('whose workers are struck from inside', () => {
    before('with their names in place', () => awaitContainers(system, 1));

    for (const name of WORKERS) {
      describe(`(${name})`, () => {
        it('are made without privileges, with limits, and with nothing of the host', async () => {
          const { Config, HostConfig, Mounts } = await container(name).inspect();
          expect(HostConfig).to.include({ Privileged: false, ReadonlyRootfs: true, PidMode: '' });
          expect(HostConfig).to.include({ Memory: MEMORY_BYTES, MemorySwap: MEMORY_BYTES, PidsLimit: PIDS });
          expect(HostConfig.CapDrop).to.deep.equal(['ALL']);
          expect(HostConfig.CapAdd ?? []).to.be.empty;
          expect(HostConfig.Devices ?? []).to.be.empty;
          expect(securityOf(HostConfig)).to.match(/^no-new-privileges(:true)?$/);
          expect(HostConfig.RestartPolicy?.Name ?? '').to.match(/^(no)?$/);
          expect(HostConfig.LogConfig?.Config).to.have.all.keys('max-size', 'max-file');
          expect(Config.User).to.equal('node');
          const volumes = Mounts.filter(({ Type }) => Type !== 'tmpfs');
          expect(volumes.map(({ Type }) => Type)).to.deep.equal(['volume', 'volume']);
          expect(volumes.map(({ Destination }) => Destination)).to.have.members(['/data', '/snapshots']);
        });

        it('run as a user without any capability, which can get no more', async () => {
          expect((await runInside(container(name), 'id', '-u')).output.trim()).to.equal('1000');
          for (const process of ['1', 'self']) {
            const { output } = await runInside(container(name), 'cat', `/proc/${process}/status`);
            expect(output).to.match(/^Uid:\s+1000\s+1000\s+1000\s+1000$/m);
            expect(output)
              .to.match(/^CapEff:\s+0+$/m)
              .and.to.match(/^CapBnd:\s+0+$/m);
            expect(output).to.match(/^NoNewPrivs:\s+1$/m);
          }
        });

        it('can write to their data and to nothing of their system', async () => {
          for (const path of ['/data', '/snapshots', '/tmp']) {
            const file = `${path}/.written`;
            const { code, output } = await runInside(
              container(name),
              'sh',
              '-c',
              `touch ${file} && rm ${file}`,
            );
            expect(code, output).to.equal(0);
          }
          for (const path of ['/', '/app', '/usr/local/bin', '/home/node']) {
            const { code, output } = await runInside(container(name), 'touch', `${path}/.written`);
            expect(code).not.to.equal(0);
            expect(output).to.include('Read-only file system');
          }
        });

        it('are held to their limits by the kernel', async () => {
          const limit = async (files: string[]) =>
            (
              await runInside(container(name), 'sh', '-c', `cat ${files.join(' ')} 2>/dev/null`)
            ).output.trim();
          expect(await limit(LIMIT_FILES.memory)).to.equal(String(MEMORY_BYTES));
          expect(await limit(LIMIT_FILES.pids)).to.equal(String(PIDS));
        });

        it('find no socket of the engine', async () => {
          const { output } = await runInside(container(name), 'sh', '-c', `ls ${SOCKET} /run/docker.sock`);
          expect(output)
            .to.match(/No such file/)
            .and.not.to.match(/^\/(var\/)?run\/docker.sock$/m);
          const search = 'find /run /var /tmp /data /snapshots -type s 2>/dev/null';
          const { output: sockets } = await runInside(container(name), 'sh', '-c', search);
          expect(sockets).to.equal('');
        });
      });
    }
  });

  describe('whose engine', () => {
    it('is in the hands of nobody but the orchestrator', async () => {
      const holders = [...(await inspectAll(running()))].filter(([, { Mounts }]) =>
        Mounts.some(({ Source, Destination }) => `${Source} ${Destination}`.includes('docker.sock')),
      );
      expect(holders.map(([name]) => name)).to.deep.equal(['orchestrator']);
    });

    it('gives its parts no capability, no privilege and limits too', async () => {
      const containers = await inspectAll(running());
      for (const part of partNames) {
        const { HostConfig } = containers.get(part) ?? {};
        expect(HostConfig, part).to.include({ Privileged: false, ReadonlyRootfs: true });
        expect(HostConfig?.CapDrop, part).to.deep.equal(['ALL']);
        expect(HostConfig?.CapAdd ?? [], part).to.be.empty;
        expect(HostConfig && securityOf(HostConfig), part).to.match(/^no-new-privileges(:true)?$/);
        expect(HostConfig?.Memory, part).to.be.above(0);
        expect(HostConfig?.PidsLimit, part).to.be.above(0);
      }
    });
  });
}
