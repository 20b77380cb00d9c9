import type { Answered } from './answer-log.ts';

const NAME = 'http_request_duration_seconds';
/** Seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How long answers took, by method, route and kind of status: a histogram as Prometheus reads it. */
export interface AnswerDurations {
  observe: (answered: Answered) => void;
  /** In Prometheus's words, with a newline at the end. */
  text(): string;
}

interface Series {
  labels: string;
  /** How many answers stayed within each bound and within no lower one; the last: within none. */
  within: number[];
  seconds: number;
}

/**
 * Our own and not prom-client's, which puts a key together out of the labels for each value it is given: here it is
 * done for each answer, so a series is found by looking its route up.
 */
export function createAnswerDurations(): AnswerDurations {
  const routes = new Map<string, Map<string, Series>>();
  const seriesOf = ({ method, route, status }: Answered): Series => {
    let known = routes.get(route);
    if (!known) routes.set(route, (known = new Map<string, Series>()));
    const kind = KINDS[Math.floor(status / 100)] ?? 'none';
    const key = method === 'GET' ? kind : method + kind;
    let series = known.get(key);
    if (!series) known.set(key, (series = newSeries({ method, route, status: kind })));
    return series;
  };
  return {
    observe: (answered) => {
      const seconds = answered.ms / 1000;
      const series = seriesOf(answered);
      let at = 0;
      while (at < BOUNDS.length && seconds > (BOUNDS[at] ?? 0)) at += 1;
      series.within[at] = (series.within[at] ?? 0) + 1;
      series.seconds += seconds;
    },
    text: () => {
      const all = [...routes.values()].flatMap((known) => [...known.values()]);
      return `# HELP ${NAME} Time from request to answer\n# TYPE ${NAME} histogram\n${all.map(linesOf).join('')}`;
    },
  };
}

const KINDS = ['none', '1xx', '2xx', '3xx', '4xx', '5xx'];

function newSeries(labels: Record<string, string>): Series {
  const named = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return { labels: named.join(','), within: [...BOUNDS, Infinity].map(() => 0), seconds: 0 };
}

function linesOf({ labels, within, seconds }: Series): string {
  let count = 0;
  const buckets = [...BOUNDS, '+Inf'].map((bound, at) => {
    count += within[at] ?? 0;
    return `${NAME}_bucket{le="${bound}",${labels}} ${count}\n`;
  });
  return `${buckets.join('')}${NAME}_sum{${labels}} ${seconds}\n${NAME}_count{${labels}} ${count}\n`;
}
