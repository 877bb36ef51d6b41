import joi from 'joi';

/** Ids count from one, so no ride ever has this one. */
const NO_RIDE = 0;

/** A ride's id as it stands in a path: decimal digits. A number too big to be one becomes that of no ride. */
export const rideId = joi
  .string()
  .required()
  .custom((digits: string, helpers) => {
    if (!/^\d+$/.test(digits)) return helpers.error('rideId.digits');
    const id = Number(digits);
    return Number.isSafeInteger(id) ? id : NO_RIDE;
  })
  .messages({ 'rideId.digits': '{{#label}} must be written in decimal digits' });
