import { expect } from 'chai';
import { databaseHealth, healthOf, serviceHealth } from '../../../src/browser/health.ts';
import { answers } from '../../support/answers.ts';
import type { Answer } from '../../../src/browser/answer.ts';

const { ready, starting, cutOff, cutOffFromTheStart, stopping, badGateway, page, late, unreachable } =
  answers;

describe('a service', () => {
  const cases: [string, Answer, string, string][] = [
    ['is up when it says that it is ready', ready, 'up', 'Takes requests.'],
    [
      'is partly up when it runs without its tables',
      starting,
      'partly up',
      'Runs, but is not ready: tables not declared yet.',
    ],
    [
      'is partly up when it runs without the database, and tells all that it misses',
      cutOffFromTheStart,
      'partly up',
      'Runs, but is not ready: database does not answer, tables not declared yet.',
    ],
    [
      'is partly up when it is not ready although nothing is missing',
      stopping,
      'partly up',
      'Runs, but is not ready: starting or stopping.',
    ],
    ['is down when a proxy answers in its place', badGateway, 'down', 'Does not answer (HTTP 502).'],
    ['is down when a load balancer answers with a page', page, 'down', 'Does not answer (HTTP 503).'],
    ['is down when it lets one wait', late, 'down', 'No answer in 5 seconds.'],
    ['is unknown when not even a server answers', unreachable, 'unknown', 'Nobody answers at this address.'],
  ];
  for (const [what, answer, state, detail] of cases) {
    it(what, () => expect(serviceHealth(answer)).to.deep.equal({ state, detail }));
  }

  it('is not taken to be up by an answer that only looks like its own', () => {
    for (const body of [null, [], 'ready', { ready: true }, { ready: 'true', dependencies: {} }, {}])
      expect(serviceHealth({ kind: 'answered', status: 200, body }).state).to.equal('down');
  });
});

describe('the database', () => {
  const cases: [string, Answer, Answer, string, string][] = [
    ['is up when both services reach it', ready, ready, 'up', 'Answers users and rides.'],
    ['is up when the only service that tells reaches it', badGateway, ready, 'up', 'Answers rides.'],
    ['is up when a service waits for something else', starting, ready, 'up', 'Answers users and rides.'],
    ['is down when no service reaches it', cutOff, cutOff, 'down', 'Does not answer users or rides.'],
    [
      'is down when the only service that tells does not reach it',
      cutOff,
      late,
      'down',
      'Does not answer users.',
    ],
    [
      'is partly up when one of them does not reach it',
      cutOff,
      ready,
      'partly up',
      'Answers rides, but not users.',
    ],
    [
      'is unknown when no service tells',
      badGateway,
      unreachable,
      'unknown',
      'Neither users nor rides tells.',
    ],
  ];
  for (const [what, users, rides, state, detail] of cases) {
    it(what, () => expect(databaseHealth({ users, rides })).to.deep.equal({ state, detail }));
  }
});

it('users, rides and the database are shown each as it is', () => {
  const health = healthOf({ users: ready, rides: badGateway });
  expect(Object.entries(health).map(([part, { state }]) => `${part} ${state}`)).to.deep.equal([
    'users up',
    'rides down',
    'database up',
  ]);
});
