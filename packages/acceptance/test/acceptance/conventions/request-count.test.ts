import { expect } from 'chai';
import { parallel, tally } from '../../support/parallel.ts';
import { expectJson, expectProblem } from '../../support/problem.ts';
import { digest, freshName } from '../../support/riders.ts';
import type { Service } from '../../support/service.ts';
import { atMost, edge, rides, users } from '../../support/shared.ts';

const COUNT = '/api/v1/_count';
const REQUESTS = atMost(10_000);
const AT_ONCE = 64;
const PATIENCE_MS = 300_000;

type Call = (service: Service) => Promise<{ status: number }>;

const USER_CALLS: [Call, number][] = [
  [(service) => service.get('/api/v1/users?username=nobody'), 204],
  [(service) => service.put('/api/v1/users', { username: freshName(), password: digest('x') }), 201],
  [(service) => service.put('/api/v1/users', { username: 'x' }), 400],
  [(service) => service.put('/api/v1/users', '{'), 400],
  [(service) => service.delete('/api/v1/users/nobody'), 400],
  [(service) => service.send('PATCH', '/api/v1/users'), 405],
  [(service) => service.get('/api/v1/users/nobody'), 405],
];

const RIDE_CALLS: [Call, number][] = [
  [(service) => service.get('/api/v1/rides?source=1&destination=2'), 204],
  [(service) => service.get('/api/v1/rides?source=1'), 400],
  [(service) => service.get('/api/v1/rides/count'), 200],
  [(service) => service.get('/api/v1/rides/999999999'), 204],
  [(service) => service.post('/api/v1/rides', {}), 400],
  [(service) => service.put('/api/v1/rides', {}), 405],
  [(service) => service.send('OPTIONS', '/api/v1/rides/1'), 405],
];

const UNCOUNTED: [string, string][] = [
  ['GET', COUNT],
  ['PUT', COUNT],
  ['POST', '/api/v1/db/clear'],
  ['GET', '/api/v1/db/clear'],
  ['GET', '/livez'],
  ['GET', '/readyz'],
  ['GET', '/metrics'],
  ['GET', '/api/v1/nothing'],
  ['GET', '/api/v1/users/a/b'],
  ['GET', '/api/v1/rides/1/2'],
];

function at<T>(items: T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('there are no items');
  return item;
}

const SERVICES = [
  { name: 'users', service: users, calls: USER_CALLS },
  { name: 'rides', service: rides, calls: RIDE_CALLS },
];

for (const { name, service, calls } of SERVICES) {
  describe(`_count of ${name}`, function () {
    this.timeout(PATIENCE_MS);

    beforeEach(async () => {
      await rides.post('/api/v1/db/clear', {});
      expectJson(await service.delete(COUNT), 200, {});
    });

    it('starts again at nothing', async () => {
      await at(calls, 0)[0](service);
      expectJson(await service.get(COUNT), 200, [1]);
      expectJson(await service.delete(COUNT, {}), 200, {});
      expectJson(await service.get(COUNT), 200, [0]);
      expectProblem(await service.delete(COUNT, { now: true }), 400, 'now');
    });

    it('counts a request whatever its outcome', async () => {
      for (const [index, [call, status]] of calls.entries()) {
        expect((await call(service)).status).to.equal(status);
        expectJson(await service.get(COUNT), 200, [index + 1]);
      }
    });

    it('leaves out itself, db/clear, health, metrics and unknown paths', async () => {
      for (const [method, path] of UNCOUNTED) await service.send(method, path);
      expectJson(await service.get(COUNT), 200, [0]);
    });

    it(`is exact over ${REQUESTS} concurrent requests to two processes`, async () => {
      const outcomes = await parallel(REQUESTS, AT_ONCE, async (index) => {
        const [call, status] = at(calls, index);
        const answer = await call(index % 4 === 0 ? edge : service);
        return answer.status === status ? 'expected' : `${answer.status} for ${status}`;
      });
      expect(tally(outcomes)).to.deep.equal({ expected: REQUESTS });
      expectJson(await service.get(COUNT), 200, [REQUESTS]);
    });
  });
}
