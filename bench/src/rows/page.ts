import type { Browser } from '@playwright/test';
import { openBrowser, openPhone, weigh, type Weight } from '../browser.ts';
import { openHands } from '../live-hands.ts';
import { median } from '../median.ts';
import { judged, type Measurement, type Pace, type Row } from '../row.ts';
import { sign, visit, type Answered, type Visit } from '../visit.ts';

const LOADS: Record<Pace, number> = { quick: 1, normal: 3 };
/** Confirmed beforehand: a page with a chart and countries weighs more than an empty one. */
const CONFIRMED: Record<Pace, number> = { quick: 10, normal: 200 };
const CONFIRMED_PER_SECOND = 100;

/** The page with the form, and the full text with its figures: to whoever comes, both are the petition. */
const FORM = '';
const TEXT = '/petition';
const PAGES: Record<Pace, readonly string[]> = { quick: [FORM], normal: [FORM, TEXT] };
const LANGUAGES: Record<Pace, readonly string[]> = {
  quick: ['en'],
  normal: ['en', 'ko', 'zh-Hans'],
};

/** UK Parliament's petition page, compressed: 9.5 KB of CSS, 1.9 of JavaScript, 72 of fonts. */
const UK = { css: 9.5, everything: 9.5 + 1.9 + 72 };

/** What the petition weighs, and how it feels on a slow phone. */
export const page: Measurement = {
  ids: ['page-readable', 'page-everything', 'page-paint', 'page-shift', 'sign-answer'],
  title: "The petition's pages in Chromium",
  seconds: { quick: 9, normal: 36 },
  measure: async (stage) => {
    const { pace, mails } = stage;
    const lantern = await stage.lantern();
    const hands = await openHands(stage, { lantern, mails });
    await hands.prepare(CONFIRMED[pace]);
    await hands.confirm(CONFIRMED_PER_SECOND, CONFIRMED[pace] / CONFIRMED_PER_SECOND);
    await hands.stop();
    const browser = await openBrowser();
    const weights = await weighAll(browser, lantern.origin, pace);
    const seen = await visitAll(browser, lantern.origin, pace);
    await browser.close();
    return [...weightRows(weights), ...phoneRows(seen)];
  },
};

async function weighAll(browser: Browser, origin: string, pace: Pace): Promise<Weight[]> {
  const weights: Weight[] = [];
  for (const language of LANGUAGES[pace])
    for (const path of PAGES[pace])
      weights.push(await weigh(browser, `${origin}/${language}${path}`));
  return weights;
}

interface Seen {
  form: Visit[];
  text: Visit[];
  answers: Answered[];
}

/** Each load is a phone that has never been here; where the form is, it signs. */
async function visitAll(browser: Browser, origin: string, pace: Pace): Promise<Seen> {
  const seen: Seen = { form: [], text: [], answers: [] };
  for (let load = 0; load < LOADS[pace]; load += 1) {
    for (const path of PAGES[pace]) {
      const phone = await openPhone(browser);
      const visited = await visit(phone, `${origin}/en${path}`);
      seen[path === FORM ? 'form' : 'text'].push(visited);
      if (path === FORM) seen.answers.push(await sign(phone, `phone-${load}@gmail.com`));
      await phone.context().close();
    }
  }
  return seen;
}

const heaviest = (weights: readonly Weight[], part: keyof Weight) =>
  Math.max(...weights.map((weight) => weight[part])) / 1_000;

function weightRows(weights: readonly Weight[]): Row[] {
  const note = 'the heaviest of form and text in three languages, compressed as sent';
  return [
    judged(
      {
        id: 'page-readable',
        what: "bytes of HTML and CSS, beside UK Parliament's CSS alone",
        unit: 'KB',
        ours: heaviest(weights, 'readable'),
        peer: UK.css,
        note,
      },
      { oursAtMost: 30 },
    ),
    judged(
      {
        id: 'page-everything',
        what: "bytes of a first visit, beside UK Parliament's CSS, JavaScript and fonts",
        unit: 'KB',
        ours: heaviest(weights, 'everything'),
        peer: UK.everything,
        note: `${note}; ours with live numbers, three languages and a chart`,
      },
      { oursAtMost: 160 },
    ),
  ];
}

const PHONE = 'slow 4G (1.6 Mbit/s, 150 ms), CPU slowed 4 ×';

function phoneRows({ form, text, answers }: Seen): Row[] {
  const paint = (visits: readonly Visit[]) => median(visits.map(({ paintedMs }) => paintedMs));
  const painted = [paint(form), ...(text.length > 0 ? [paint(text)] : [])];
  const answered = (part: keyof Answered) => median(answers.map((answer) => answer[part]));
  return [
    judged(
      {
        id: 'page-paint',
        what: `largest contentful paint; ${PHONE}`,
        unit: 'ms',
        ours: Math.max(...painted),
        peer: null,
        note: `the slower of form and text: ${painted.map(Math.round).join(' and ')} ms`,
      },
      { oursAtMost: 2_000 },
    ),
    judged(
      {
        id: 'page-shift',
        what: `layout shift; ${PHONE}`,
        unit: '',
        ours: Math.max(...[...form, ...text].map(({ shifts }) => shifts)),
        peer: null,
        note: 'the largest of all loads of form and text',
      },
      { oursAtMost: 0.02 },
    ),
    judged(
      {
        id: 'sign-answer',
        what: `sign button to answer shown; ${PHONE}`,
        unit: 'ms',
        ours: answered('inPlaceMs'),
        peer: null,
        note: `the network's 150 ms included; the next page, which says more, after ${Math.round(answered('nextPageMs'))} ms`,
      },
      { oursAtMost: 400 },
    ),
  ];
}
