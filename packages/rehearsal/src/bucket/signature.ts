import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import aws4 from 'aws4';

export interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
}

/** A request as it came, and where it has to be signed for. */
export interface SignedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  region: string;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=[^,]+, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
const REQUIRED = ['host', 'x-amz-content-sha256', 'x-amz-date'];

/** Whether the request is signed with these keys (AWS Signature Version 4), and its body is the one that was signed. */
export function isSignedWith(keys: Keys, { method, path, headers, body, region }: SignedRequest): boolean {
  const [, names = '', signature = ''] = AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
  const signed = names.split(';');
  const digest = createHash('sha256').update(body).digest('hex');
  if (!REQUIRED.every((name) => signed.includes(name)) || headers['x-amz-content-sha256'] !== digest)
    return false;
  const signer = new aws4.RequestSigner(
    {
      service: 's3',
      region,
      method,
      path,
      headers: Object.fromEntries(signed.map((name) => [name, headers[name]])),
    },
    keys,
  );
  signer.datetime = String(headers['x-amz-date']);
  signer.prepareRequest();
  return timingSafeEqual(Buffer.from(signer.signature()), Buffer.from(signature));
}
