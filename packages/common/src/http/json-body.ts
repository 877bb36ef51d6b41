import type { IncomingHttpHeaders } from 'node:http';
import type { Request } from 'express';
import { parse as parseSafely } from 'secure-json-parse';
import { badRequest } from './problem.ts';
import type { HttpProblem } from './problem.ts';
import { readBody } from './read-body.ts';
import { isWellFormed } from './well-formed.ts';

const JSON_TYPE = /^(?:application\/json|[\w.-]+\/[\w.+-]+\+json)\s*(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]*)/i;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Sets `request.body` to what the body says, which has to be JSON: an object or any other value; undefined when it is
 * empty. `done` gets the problem, if there is one.
 */
export function parseJsonBody(request: Request, done: (problem?: HttpProblem) => void): void {
  const { headers } = request;
  if (headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0) {
    done();
    return;
  }
  const fault = faultOf(headers);
  if (fault !== undefined) {
    done(badRequest(fault));
    return;
  }
  readBody(request, (outcome) => {
    if ('problem' in outcome) {
      done(outcome.problem);
      return;
    }
    const result = outcome.bytes.length === 0 ? { value: undefined } : parse(outcome.bytes);
    if ('fault' in result) {
      done(badRequest(result.fault));
    } else {
      request.body = result.value;
      done();
    }
  });
}

/** What is wrong with the body by its headers alone. */
function faultOf(headers: IncomingHttpHeaders): string | undefined {
  const type = headers['content-type'] ?? '';
  if (!JSON_TYPE.test(type)) return 'The body has to be JSON: send it with Content-Type: application/json.';
  const charset = CHARSET.exec(type)?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) return 'The charset of the body is not supported: send UTF-8.';
  const encoding = headers['content-encoding'] ?? 'identity';
  return encoding === 'identity'
    ? undefined
    : 'The content encoding of the body is not supported: send it as it is.';
}

function parse(bytes: Buffer): { value: unknown } | { fault: string } {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { fault: 'The body is not valid UTF-8.' };
  }
  let value: unknown;
  try {
    value = parseSafely(text, { protoAction: 'error', constructorAction: 'ignore' });
  } catch (error) {
    const isForbidden = error instanceof Error && error.message.includes('forbidden');
    return { fault: isForbidden ? 'The body has a field __proto__.' : 'The body is not valid JSON.' };
  }
  const mayHoldSurrogates = text.includes('\\ud') || text.includes('\\uD');
  return mayHoldSurrogates && !isWellFormed(value)
    ? { fault: 'The body holds half of a surrogate pair, which is not Unicode.' }
    : { value };
}
