import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { UnsuitableFileError } from '../../../src/snapshot/errors.ts';
import { verify } from '../../../src/snapshot/verify.ts';
import { scratchFiles } from '../storage/scratch.ts';

describe('verify', () => {
  const newFile = scratchFiles();
  let file: string;

  beforeEach(() => {
    file = newFile();
    const db = new Database(file);
    db.exec(`
      CREATE TABLE users (name TEXT PRIMARY KEY) STRICT;
      CREATE TABLE rides (driver TEXT REFERENCES users (name)) STRICT;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
      INSERT INTO users SELECT 'user ' || i FROM n;
      INSERT INTO rides VALUES ('user 1');
    `);
    db.close();
  });

  const refusal = () => {
    try {
      verify(file);
    } catch (error) {
      if (error instanceof UnsuitableFileError) return error;
      throw error;
    }
    throw new Error('the file was accepted');
  };

  it('accepts a sound database', () => {
    verify(file);
  });

  it('tells that a file is missing', () => {
    file = newFile();
    expect(refusal()).to.include({ code: 'missing', message: `${file} cannot be opened` });
  });

  it('tells that a file is not of SQLite', () => {
    writeFileSync(file, 'name,age\n'.repeat(1_000));
    expect(refusal()).to.include({ code: 'not-sqlite', message: `${file} is not an SQLite file` });
  });

  it('tells that a file is truncated', () => {
    truncateSync(file, 12_288);
    expect(refusal().code).to.equal('damaged');
  });

  it('tells that pages are overwritten', () => {
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 8_192, 16_384);
    writeFileSync(file, bytes);
    expect(refusal().code).to.equal('damaged');
  });

  it('tells that a reference leads nowhere', () => {
    const db = new Database(file);
    db.pragma('foreign_keys = OFF');
    db.exec("DELETE FROM users WHERE name = 'user 1'");
    db.close();
    expect(refusal().message).to.equal(`${file} is damaged: a row of rides refers to none of users`);
  });
});
