import { request, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

export interface RawRequest {
  port: number;
  path?: string;
  method?: string;
  /** Sent as they are, `Host` included, which `fetch` would not allow. */
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One HTTP/1.1 request to a server of ours on the loopback interface, on a connection of its own. */
export async function rawHttp(options: RawRequest): Promise<RawAnswer> {
  const { port, path = '/', method = 'GET', headers = {}, body } = options;
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const sent = request({ host: '127.0.0.1', port, path, method, agent: false });
  sent.setHeader('host', `localhost:${port}`);
  for (const [name, value] of Object.entries(headers)) sent.setHeader(name, value);
  sent.on('response', (answer) => {
    text(answer).then(
      (read) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: read }),
      reject,
    );
  });
  sent.on('error', reject);
  sent.end(body);
  return await promise;
}
