import { Temporal } from 'temporal-polyfill';

/** Seconds stop at 59 here, since ISO 8601 knows a sixtieth. */
const FORMAT = /^(\d\d)-(\d\d)-(\d{4}):([0-5]\d)-(\d\d)-(\d\d)$/;
const ISO_8601 = '$3-$2-$1T$6:$5:$4';

/**
 * The moment that a ride's timestamp names, in seconds since the epoch.
 *
 * The format is `DD-MM-YYYY:SS-MM-HH`: day, month, year, then second, minute, hour.
 * A local time that occurs twice, as clocks are put back, is the first of the two.
 *
 * @returns undefined when the text has another form, or no clock in the time zone ever shows that date and time.
 */
export function parseTimestamp(text: string, timeZone: string): number | undefined {
  if (!FORMAT.test(text)) return undefined;
  try {
    const local = Temporal.PlainDateTime.from(text.replace(FORMAT, ISO_8601));
    const moment = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
    return moment.toPlainDateTime().equals(local) ? moment.epochMilliseconds / 1000 : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether the time zone is one that this platform knows by its IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
