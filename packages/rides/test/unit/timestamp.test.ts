import { expect } from 'chai';
import fc from 'fast-check';
import { isTimeZone, parseTimestamp } from '../../src/timestamp.ts';

const pad = (number: number, digits = 2) => String(number).padStart(digits, '0');

describe('parseTimestamp', () => {
  it('reads day, month and year, then second, minute and hour', () => {
    expect(parseTimestamp('02-03-2031:04-05-06', 'UTC')).to.equal(Date.UTC(2031, 2, 2, 6, 5, 4) / 1000);
  });

  it('means the time of the zone', () => {
    expect(parseTimestamp('01-01-1970:00-30-05', 'Asia/Kolkata')).to.equal(0);
  });

  it('reads back every second of four thousand years', () => {
    const day = fc.date({
      min: new Date('0000-01-01'),
      max: new Date('3999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (date) => {
        const dayPart = `${pad(date.getUTCDate())}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCFullYear(), 4)}`;
        const timePart = [date.getUTCSeconds(), date.getUTCMinutes(), date.getUTCHours()]
          .map((n) => pad(n))
          .join('-');
        expect(parseTimestamp(`${dayPart}:${timePart}`, 'UTC')).to.equal(Math.floor(date.getTime() / 1000));
      }),
    );
  });

  it('is what a clock in the zone shows at the moment that it returns', () => {
    const unit = (min: number, max: number) => fc.integer({ min, max }).map((number) => pad(number));
    const parts = fc.tuple(unit(1, 28), unit(1, 12), unit(1900, 2100), unit(0, 59), unit(0, 59), unit(0, 23));
    const zones = fc.constantFrom(
      'Asia/Kolkata',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    );
    fc.assert(
      fc.property(parts, zones, ([day, month, year, second, minute, hour], timeZone) => {
        const seconds = parseTimestamp(`${day}-${month}-${year}:${second}-${minute}-${hour}`, timeZone);
        fc.pre(seconds !== undefined);
        const shown = new Date(seconds * 1000).toLocaleString('sv-SE', { timeZone });
        expect(shown).to.equal(`${year}-${month}-${day} ${hour}:${minute}:${second}`);
      }),
    );
  });

  it('takes the first of two times as clocks are put back', () => {
    expect(parseTimestamp('03-11-2024:00-30-01', 'America/New_York')).to.equal(
      Date.UTC(2024, 10, 3, 5, 30) / 1000,
    );
  });

  it('refuses a time that no clock shows, as clocks are put forward', () => {
    expect(parseTimestamp('10-03-2024:00-30-02', 'America/New_York')).to.equal(undefined);
  });

  for (const [what, text] of [
    ['a day that its month lacks', '31-04-2030:00-00-00'],
    ['29 February of a common year', '29-02-2100:00-00-00'],
    ['month 13', '01-13-2030:00-00-00'],
    ['day 0', '00-01-2030:00-00-00'],
    ['hour 24', '01-01-2030:00-00-24'],
    ['minute 60', '01-01-2030:00-60-00'],
    ['second 60', '01-01-2030:60-00-00'],
    ['single digits', '1-1-2030:0-0-0'],
    ['a year of two digits', '01-01-30:00-00-00'],
    ['a blank around it', ' 01-01-2030:00-00-00'],
    ['a line break after it', '01-01-2030:00-00-00\n'],
    ['digits of another script', '०१-०१-२०३०:००-००-००'],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(parseTimestamp(text, 'Asia/Kolkata')).to.equal(undefined);
    });
  }

  it('accepts 29 February of a leap year', () => {
    expect(parseTimestamp('29-02-2000:00-00-00', 'UTC')).to.equal(Date.UTC(2000, 1, 29) / 1000);
  });
});

describe('isTimeZone', () => {
  it('tells zones from other names', () => {
    expect(['Asia/Kolkata', 'UTC', 'Mars/Phobos', ''].map(isTimeZone)).to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
  });
});
