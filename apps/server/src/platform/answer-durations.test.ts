import { expect, test } from 'vitest';
import { createAnswerDurations } from './answer-durations.ts';

const answered = { reqId: 'r', method: 'GET', route: '/a', status: 200, ms: 3 };

test('answers are counted within each bound they kept, by method, route and kind of status', () => {
  const durations = createAnswerDurations();
  for (const ms of [3, 5, 70, 60_000]) durations.observe({ ...answered, ms });
  durations.observe({ ...answered, method: 'POST', status: 422 });
  const lines = durations.text().split('\n');
  const of = (start: string) => lines.filter((line) => line.startsWith(start));
  const labels = 'method="GET",route="/a",status="2xx"';
  const within = of('http_request_duration_seconds_bucket')
    .filter((line) => line.includes(labels))
    .map((line) => /le="(.+?)".* (\d+)$/u.exec(line)?.slice(1));
  expect(within).toEqual([
    ['0.005', '2'],
    ['0.01', '2'],
    ['0.025', '2'],
    ['0.05', '2'],
    ['0.1', '3'],
    ['0.25', '3'],
    ['0.5', '3'],
    ['1', '3'],
    ['2.5', '3'],
    ['5', '3'],
    ['10', '3'],
    ['+Inf', '4'],
  ]);
  expect(of('http_request_duration_seconds_sum')[0]).toBe(
    `http_request_duration_seconds_sum{${labels}} 60.078`,
  );
  expect(of('http_request_duration_seconds_count')).toEqual([
    `http_request_duration_seconds_count{${labels}} 4`,
    'http_request_duration_seconds_count{method="POST",route="/a",status="4xx"} 1',
  ]);
});
