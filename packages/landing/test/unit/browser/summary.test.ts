import { expect } from 'chai';
import { healthOf } from '../../../src/browser/health.ts';
import { summaryOf } from '../../../src/browser/summary.ts';
import { answers } from '../../support/answers.ts';
import type { Answer } from '../../../src/browser/answer.ts';

describe('the summary', () => {
  const { ready, cutOff, badGateway, unreachable } = answers;
  const cases: [Answer, Answer, string][] = [
    [ready, ready, 'Everything is up.'],
    [unreachable, unreachable, 'Everything is unknown.'],
    [badGateway, ready, 'Users is down; rides and database are up.'],
    [ready, badGateway, 'Rides is down; users and database are up.'],
    [badGateway, badGateway, 'Users and rides are down; database is unknown.'],
    [cutOff, cutOff, 'Database is down; users and rides are partly up.'],
    [cutOff, ready, 'Users and database are partly up; rides is up.'],
  ];
  for (const [users, rides, sentence] of cases) {
    it(`says: ${sentence}`, () => expect(summaryOf(healthOf({ users, rides }))).to.equal(sentence));
  }
});
