export type * from './contract.ts';
export { DatabaseClient, type DatabaseClientOptions } from './database-client.ts';
export {
  AnswerTooLongError,
  ConstraintError,
  DatabaseError,
  DatabaseUnavailableError,
  InvalidStatementError,
  StatementTooLargeError,
  toProblem,
} from './errors.ts';
export { attempt, type Database } from './database.ts';
export { readAll, type WholeQuery } from './read-all.ts';
export { PreparedDatabase, type DatabaseWithSchema } from './prepared-database.ts';
export { runDatabaseService, type DatabaseServiceOptions, type ServiceParts } from './database-service.ts';
export { databaseReadiness } from './readiness.ts';
