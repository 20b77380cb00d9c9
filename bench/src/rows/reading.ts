import { inTurns, load, medianRate, startHttpLoad } from '../alternate.ts';
import type { HttpJob, HttpResult } from '../load/http-job.ts';
import type { FixedJob } from '../peers/fixed.ts';
import { judged, type Measurement, type Pace, type Row } from '../row.ts';
import type { Stage } from '../stage.ts';

/** More gave neither side more. */
const CONNECTIONS = 64;
const ROUNDS: Record<Pace, number> = { quick: 1, normal: 3 };
const SECONDS: Record<Pace, number> = { quick: 0.3, normal: 1.5 };
const WARM_SECONDS: Record<Pace, number> = { quick: 0.1, normal: 0.3 };

/** `GET /api/v1/count` and the anonymous petition page, each beside Fastify with a buffer of its size. */
export const reading: Measurement = {
  ids: ['count', 'page'],
  title: 'Reading the count and the petition page',
  seconds: { quick: 3, normal: 24 },
  measure: async (stage) => [
    await beside(stage, {
      id: 'count',
      what: 'GET /api/v1/count, beside Fastify with a fixed buffer of its size',
      path: '/api/v1/count',
      accept: 'application/json',
      ratioAtLeast: 0.8,
    }),
    await beside(stage, {
      id: 'page',
      what: 'the anonymous petition page, beside Fastify with a fixed buffer of its size',
      path: '/en/petition',
      accept: 'text/html',
      ratioAtLeast: 0.6,
    }),
  ],
};

interface Reading {
  id: string;
  what: string;
  path: string;
  accept: string;
  ratioAtLeast: number;
}

async function beside(stage: Stage, { path, accept, ratioAtLeast, ...row }: Reading): Promise<Row> {
  const { pace } = stage;
  const ours = await stage.lantern();
  // As a browser asks: what is sent is the compressed page, on both sides.
  const headers = { accept, 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'en' };
  const sample = await fetch(`http://127.0.0.1:${ours.port}${path}`, { headers });
  const bytes = await sentBytes(sample);
  const peer = await stage.startProgram<FixedJob, { port: number }>('peers/fixed.ts');
  const { port } = await peer.ask({
    bytes,
    type: sample.headers.get('content-type') ?? 'text/plain',
    encoding: sample.headers.get('content-encoding'),
  });
  const generator = await startHttpLoad(stage);
  const jobFor = (to: number): HttpJob => ({
    port: to,
    connections: CONNECTIONS,
    warmSeconds: WARM_SECONDS[pace],
    seconds: SECONDS[pace],
    requests: { kind: 'same', bytes: requestBytes(path, to, headers) },
    perSecond: null,
    expected: 200,
  });
  const results = await inTurns<'ours' | 'peer', HttpResult>(ROUNDS[pace], {
    ours: () => load(generator, jobFor(ours.port)),
    peer: () => load(generator, jobFor(port)),
  });
  await Promise.all([generator.stop(), peer.stop()]);
  return judged(
    {
      ...row,
      unit: '/s',
      ours: medianRate(results.ours),
      peer: medianRate(results.peer),
      note: `${bytes} bytes of body`,
    },
    { ratioAtLeast },
  );
}

async function sentBytes(answer: Response): Promise<number> {
  const told = answer.headers.get('content-length');
  const read = (await answer.arrayBuffer()).byteLength;
  return told === null ? read : Number(told);
}

function requestBytes(path: string, port: number, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n${lines.join('')}\r\n`;
}
