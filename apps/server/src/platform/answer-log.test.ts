import { expect, test } from 'vitest';
import { createAnswerLog } from './answer-log.ts';
import { createLogger } from './logger.ts';
import { patientDestination } from './patient-destination.ts';

/** What was written, a call an entry. */
function sink() {
  const written: string[] = [];
  return { written, write: (line: string) => void written.push(line) };
}

const answered = {
  reqId: 'r1',
  method: 'GET',
  route: String.raw`/en/petition/versions/:version(^\d{1,6}).txt`,
  status: 200,
  ms: 1.6,
};

test('an answer is logged in the shape of every other line', () => {
  const { written, write } = sink();
  const log = createLogger('info', { write });
  createAnswerLog(log)(answered);
  log.child({ reqId: 'r1' }).info({ status: 200 }, 'answered');
  const [ours, pinos] = written.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(ours).toEqual({ ...pinos, ...answered, ms: 2, time: expect.stringMatching(/Z$/u) });
  expect(written.every((line) => line.endsWith('\n'))).toBe(true);
});

test('answers are not logged above their level', () => {
  const { written, write } = sink();
  createAnswerLog(createLogger('warn', { write }))(answered);
  expect(written).toEqual([]);
});

test('lines of answers wait for each other, and any other line brings them along before it', () => {
  const out = sink();
  const log = createLogger('info', patientDestination(out));
  const say = createAnswerLog(log);
  say(answered);
  say({ ...answered, reqId: 'r2' });
  expect(out.written).toEqual([]);
  log.error('a fault');
  expect(out.written).toHaveLength(2);
  expect(out.written.join('')).toMatch(/"r1".*\n.*"r2".*\n.*"a fault"/u);
});

test('lines of answers wait no longer than a moment, and no more of them than memory bears', async () => {
  const out = sink();
  const { writeSoon } = patientDestination(out);
  writeSoon('one\n');
  await expect.poll(() => out.written).toEqual(['one\n']);
  const long = `${'x'.repeat(20_000)}\n`;
  writeSoon(long);
  expect(out.written).toEqual(['one\n', long]);
});
