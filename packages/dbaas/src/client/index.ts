export type * from './contract.ts';
export { DatabaseClient, type DatabaseClientOptions } from './database-client.ts';
export {
  ConstraintError,
  DatabaseError,
  DatabaseUnavailableError,
  InvalidStatementError,
  toProblem,
} from './errors.ts';
