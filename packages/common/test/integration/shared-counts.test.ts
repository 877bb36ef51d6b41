import { expect } from 'chai';
import { call, json } from '../support/client.ts';
import { endAll, RunningService } from '../support/service.ts';

describe('what the processes of a service count together', () => {
  let service: RunningService;
  let pids: number[];

  beforeEach(async () => {
    service = new RunningService();
    pids = await service.serving(2);
  });
  afterEach(endAll);

  const requests = async (): Promise<unknown> => JSON.parse((await call(await service.url('/_count'))).body);

  /** 300 requests at once, a third of each kind: answered, of another method, of a malformed body. */
  const mixed = async (): Promise<number[]> => {
    const url = await service.url('/items/1');
    const bad = { method: 'PUT', headers: json, body: '{' };
    const round = [() => call(url), () => call(url, { method: 'PATCH' }), () => call(url, bad)];
    const answers = Array.from({ length: 100 }, () => round.map((send) => send())).flat();
    return (await Promise.all(answers)).map(({ status }) => status);
  };

  it('is exact under concurrent requests, those included that are refused', async () => {
    const statuses = new Set(await mixed());
    expect([...statuses]).to.have.members([200, 405, 400]);
    expect(await requests()).to.deep.equal([300]);

    await mixed();
    expect(await requests()).to.deep.equal([600]);
  });

  it('counts a URL whose percent-encoding is malformed', async () => {
    expect(await call(await service.url('/items/%zz'))).to.include({ status: 400 });

    expect(await requests()).to.deep.equal([1]);
  });

  it('starts again at nought after a reset by whichever process', async () => {
    await mixed();
    await call(await service.url('/_count'), { method: 'DELETE' });
    expect(await requests()).to.deep.equal([0]);

    await mixed();
    expect(await requests()).to.deep.equal([300]);
  });

  it('keeps what a killed process had reported', async () => {
    await mixed();
    expect(await requests()).to.deep.equal([300]);

    process.kill(pids[0] ?? NaN, 'SIGKILL');
    await service.serving(3);

    expect(await requests()).to.deep.equal([300]);
  });

  it('adds up the metrics of all processes on any of them, and keeps them over a reload', async () => {
    const line =
      /^http_request_duration_seconds_count\{method="PATCH",route="\/items\/:id",status="405"\} (\d+)$/m;
    const refused = async (): Promise<string | undefined> =>
      line.exec((await call(await service.url('/metrics'))).body)?.[1];
    await mixed();
    expect(await refused()).to.equal('100');

    service.signal('SIGHUP');
    for (const pid of pids) await service.ended(pid);

    expect(await refused()).to.equal('100');
    await mixed();
    expect(await refused()).to.equal('200');
  });
});
