export interface CurlAnswer {
  status: number;
  /** Its media type, with what follows it. */
  type: string;
  body: string;
  /** The parsed body; undefined unless it says that it is JSON. */
  json: unknown;
}

/** @param said the body, and in a line of its own the status and the content type */
export function parseAnswer(said: string): CurlAnswer {
  const end = said.lastIndexOf('\n');
  const body = said.slice(0, end);
  const [status = '', ...type] = said.slice(end + 1).split(' ');
  const isJson = /^application\/(problem\+)?json\b/.test(type.join(' '));
  return {
    status: Number(status),
    type: type.join(' '),
    body,
    json: isJson && body !== '' ? (JSON.parse(body) as unknown) : undefined,
  };
}
