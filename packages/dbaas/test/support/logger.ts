import { createLogger } from '@rideshare/common';

export const logger = createLogger('test', process.env['LOG_LEVEL'] ?? 'silent');
