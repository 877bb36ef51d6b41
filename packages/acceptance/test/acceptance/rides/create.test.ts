import { expect } from 'chai';
import { expectJson, expectProblem } from '../../support/problem.ts';
import { freshName, newUser } from '../../support/riders.ts';
import { daysAhead, freshTrip, newRide, postRide } from '../../support/rides.ts';
import { rides, users } from '../../support/shared.ts';

const RIDES = '/api/v1/rides';

describe('POST /api/v1/rides', () => {
  let creator = '';
  before(async () => {
    creator = await newUser(users);
  });

  it('makes a ride and answers {}', async () => {
    expectJson(await postRide(rides, creator, freshTrip()), 201, {});
  });

  it('takes areas as numbers and as numeric strings, and answers with numbers', async () => {
    const trip = { timestamp: daysAhead(1), source: '1', destination: '198' };
    const ride = await newRide(rides, creator, trip);
    const { source, destination } = (await rides.get(`${RIDES}/${ride}`)).json as Record<string, unknown>;
    expect({ source, destination }).to.deep.equal({ source: 1, destination: 198 });
  });

  it('takes a past timestamp', async () => {
    expectJson(await postRide(rides, creator, { ...freshTrip(), timestamp: daysAhead(-400) }), 201, {});
  });

  it('takes the last day of February in a leap year', async () => {
    expectJson(await postRide(rides, creator, { ...freshTrip(), timestamp: '29-02-2096:59-59-23' }), 201, {});
  });

  it('refuses an unknown creator', async () => {
    expectProblem(await postRide(rides, freshName(), freshTrip()), 400);
    expectProblem(await postRide(rides, creator.toUpperCase(), freshTrip()), 400);
  });

  it('refuses to go where it starts', async () => {
    const timestamp = daysAhead(1);
    expectProblem(
      await postRide(rides, creator, { timestamp, source: 7, destination: 7 }),
      400,
      'destination',
    );
    expectProblem(
      await postRide(rides, creator, { timestamp, source: 7, destination: '7' }),
      400,
      'destination',
    );
  });

  const malformed = [
    '',
    '29-02-2097:00-00-00',
    '31-04-2096:00-00-00',
    '00-01-2096:00-00-00',
    '01-13-2096:00-00-00',
    '01-01-2096:60-00-00',
    '01-01-2096:00-60-00',
    '01-01-2096:00-00-24',
    '1-1-2096:0-0-0',
    '2096-01-01:00-00-00',
    '01-01-2096 00-00-00',
    '01-01-2096T00:00:00',
    '01-01-2096:00-00-00 ',
    ' 01-01-2096:00-00-00',
    '01-01-2096:00-00-00\n',
    '٠١-٠١-٢٠٩٦:٠٠-٠٠-٠٠',
    4_070_908_800,
    null,
    ['01-01-2096:00-00-00'],
  ];
  for (const timestamp of malformed) {
    it(`refuses ${JSON.stringify(timestamp)} as a timestamp`, async () => {
      const body = { created_by: creator, ...freshTrip(), timestamp };
      expectProblem(await rides.post(RIDES, body), 400, 'timestamp');
    });
  }

  for (const area of [
    0,
    199,
    -1,
    1.5,
    1e300,
    '0',
    '199',
    '-1',
    '1.5',
    '1e1',
    '0x10',
    'Jayanagar',
    '',
    null,
    true,
    [5],
  ]) {
    it(`refuses ${JSON.stringify(area)} as an area`, async () => {
      const whole = { created_by: creator, timestamp: daysAhead(1), source: 3, destination: 4 };
      expectProblem(await rides.post(RIDES, { ...whole, source: area }), 400, 'source');
      expectProblem(await rides.post(RIDES, { ...whole, destination: area }), 400, 'destination');
    });
  }

  it('names what is missing and what is too much', async () => {
    const whole: Record<string, unknown> = { created_by: creator, ...freshTrip() };
    for (const field of Object.keys(whole)) {
      expectProblem(await rides.post(RIDES, { ...whole, [field]: undefined }), 400, field);
    }
    expectProblem(await rides.post(RIDES, { ...whole, seats: 4 }), 400, 'seats');
    expectProblem(await rides.post(RIDES, { ...whole, created_by: 7 }), 400, 'created_by');
  });
});
