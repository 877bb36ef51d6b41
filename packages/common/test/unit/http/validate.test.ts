import { expect } from 'chai';
import joi from 'joi';
import { emptyBody, HttpProblem, validate } from '../../../src/index.ts';

const person = joi.object({
  name: joi.string().required(),
  age: joi.number(),
  home: joi.object({ city: joi.string().required() }),
  role: joi.string().default('guest'),
});

function problemOf(schema: joi.Schema, value: unknown): HttpProblem {
  try {
    validate(schema, value);
  } catch (error) {
    if (error instanceof HttpProblem) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('validate', () => {
  it('fills in defaults and converts numbers', () => {
    expect(validate(person, { name: 'a', age: '5' })).to.deep.equal({ name: 'a', age: 5, role: 'guest' });
  });

  it('converts nothing where the schema is strict', () => {
    expect(problemOf(person.strict(), { name: 'a', age: '5' }).errors).to.have.all.keys('age');
  });

  it('names each wrong field by its path', () => {
    const problem = problemOf(person, { age: 'old', home: {}, colour: 1 });
    expect(problem.status).to.equal(400);
    expect(problem.errors).to.have.all.keys('name', 'age', 'home.city', 'colour');
    expect(problem.detail).to.match(/"name" is required; .*\.$/);
  });

  it('takes nothing at all for an object without fields', () => {
    expect(problemOf(person, undefined).errors).to.have.all.keys('name');
    expect(validate(emptyBody, undefined)).to.deep.equal({});
  });

  it('does not take a text for the JSON of an object', () => {
    for (const value of ['{}', '{"name":"a"}', ''])
      expect(problemOf(emptyBody, value).detail).to.equal('"body" must be of type object.');
  });

  it('tells of no more than twenty wrong fields', () => {
    const crowd = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`field${index}`, 1]));
    expect(Object.keys(problemOf(emptyBody, crowd).errors ?? {})).to.have.length(20);
  });
});
