import type { Setting } from '@rideshare/common';
import joi, { type CustomHelpers, type ErrorReport } from 'joi';
import { type ArmedFailpoint, FAILPOINTS } from './failpoint.ts';

type Failpoints = ArmedFailpoint[] | undefined;

export const failpointsSetting: Setting<Failpoints> = {
  env: 'FAILPOINTS',
  schema: joi.any<Failpoints>().optional().custom(parse),
  description:
    'For tests: places in the code where the worker kills itself, separated by commas; ' +
    '`after-commit:3` when it comes there for the third time',
};

/** A name, and after a colon how many times. */
const FORM = /^([a-z-]+)(?::([1-9]\d{0,8}))?$/;

function parse(text: string, helpers: CustomHelpers): ArmedFailpoint[] | ErrorReport {
  const points = text.split(',').map(armed);
  const valid = points.filter((point) => point !== undefined);
  if (valid.length === points.length) return valid;
  const known = FAILPOINTS.join(', ');
  return helpers.message({
    custom: `must name places like "after-commit" or "after-commit:3", out of ${known}`,
  });
}

function armed(text: string): ArmedFailpoint | undefined {
  const [, name, pass = '1'] = FORM.exec(text.trim()) ?? [];
  const point = FAILPOINTS.find((known) => known === name);
  return point && { point, pass: Number(pass) };
}
