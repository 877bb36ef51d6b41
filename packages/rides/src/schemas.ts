import joi from 'joi';
import { findArea } from './areas.ts';
import { rideId } from './ride-id.ts';
import { parseTimestamp } from './timestamp.ts';

const username = joi.string().required();

/** A moment: as it was written, and in seconds since the epoch. */
export interface Departure {
  text: string;
  seconds: number;
}

export interface Trip {
  source: number;
  destination: number;
}

export interface Offer extends Trip {
  created_by: string;
  timestamp: Departure;
}

/** The number of an area, as a number or in plain decimal digits. */
const area = joi
  .any()
  .required()
  .custom((value: unknown, helpers) => {
    const number = typeof value === 'string' && /^[1-9]\d*$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && findArea(number) ? number : helpers.error('area.unknown');
  })
  .messages({ 'area.unknown': '{{#label}} must be the number of an area, 1 to 198' });

const otherArea = area
  .custom((value: unknown, helpers) => {
    const [trip] = helpers.state.ancestors as [Partial<Trip>];
    return value === trip.source ? helpers.error('area.same') : value;
  })
  .messages({ 'area.same': '{{#label}} must be another area than the source' });

const departure = (timeZone: string) =>
  joi
    .string()
    .required()
    .custom((text: string, helpers): Departure | joi.ErrorReport => {
      const seconds = parseTimestamp(text, timeZone);
      return seconds === undefined ? helpers.error('timestamp.none') : { text, seconds };
    })
    .messages({
      'timestamp.none': '{{#label}} must be a date and time that exist, written DD-MM-YYYY:SS-MM-HH',
    });

/** @param timeZone IANA name of the zone in which timestamps are meant. */
export const offer = (timeZone: string) =>
  joi
    .object<Offer>({
      created_by: username,
      timestamp: departure(timeZone),
      source: area,
      destination: otherArea,
    })
    .required();

export const trip = joi.object<Trip>({ source: area, destination: area });

export const ridePath = joi.object<{ rideId: number }>({ rideId });

export const joining = joi.object<{ username: string }>({ username }).required();
