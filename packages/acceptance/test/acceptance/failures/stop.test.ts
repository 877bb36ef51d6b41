import { awaitNoProcessOf, commandLine, processesOf } from '@rideshare/fault-injection';
import { startSystem, temporaryFolder } from '@rideshare/local';
import { expect } from 'chai';
import { send } from '../../support/http.ts';
import { newUser } from '../../support/riders.ts';
import { newRide } from '../../support/rides.ts';
import { Service } from '../../support/service.ts';

/** RabbitMQ's own helper notices the end of its parent, and so ends, a moment after it. */
const LAST_MOMENT_MS = 5_000;

async function expectNoProcessOf(dir: string): Promise<void> {
  const left = await awaitNoProcessOf(dir, LAST_MOMENT_MS);
  expect(left.map(commandLine)).to.deep.equal([]);
}

describe('a system that is stopped', function () {
  this.timeout(300_000);

  it('leaves no process behind, even of parts that were killed, and keeps its data', async () => {
    const folder = await temporaryFolder('rideshare-acceptance-');
    try {
      const first = await startSystem({ dir: folder.path });
      const edge = new Service(() => first.endpoints.edge);
      const name = await newUser(edge);
      const ride = await newRide(edge, name);
      expect(processesOf(folder.path)).to.have.length.above(7);
      await first.unit('orchestrator').kill('SIGKILL');
      await first.stop();
      await expectNoProcessOf(folder.path);

      const second = await startSystem({ dir: folder.path });
      const { edge: url } = second.endpoints;
      expect((await send('GET', url, `/api/v1/users?username=${name}`)).json).to.deep.equal([name]);
      expect((await send('GET', url, `/api/v1/rides/${ride}`)).json).to.include({ created_by: name });
      await second.stop();
      await expectNoProcessOf(folder.path);
    } finally {
      await folder.remove();
    }
  });
});
