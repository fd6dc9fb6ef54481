import { randomUUID } from 'node:crypto';

/** A name with its text or bytes; with a file name it is sent as a file. */
export type Field = [name: string, value: string | Buffer, fileName?: string];

/** A multipart/form-data body (RFC 7578) that says exactly these fields, in this order, twice if given twice. */
export function multipart(fields: Field[]) {
  const boundary = `----${randomUUID()}`;
  const parts = fields.flatMap(([name, value, fileName]) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${
        fileName === undefined
          ? ''
          : `; filename="${fileName}"\r\nContent-Type: application/octet-stream`
      }\r\n\r\n`,
    ),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
  const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return { body, headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` } };
}
