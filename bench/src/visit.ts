/// <reference lib="dom" />
import type { Page } from '@playwright/test';

export interface Visit {
  /** Largest contentful paint, ms from when the address was asked for. */
  paintedMs: number;
  /** Sum of all layout shifts that nobody's finger caused. */
  shifts: number;
}

declare global {
  // What the page's own script, below, leaves for the bench.
  var benchVisit: Visit | undefined;
}

/** Opens the page and watches until nothing more comes. */
export async function visit(page: Page, address: string): Promise<Visit> {
  await page.addInitScript(watchPaint);
  await page.goto(address, { waitUntil: 'networkidle' });
  const seen = await page.evaluate(() => globalThis.benchVisit);
  if (!seen?.paintedMs) throw new Error(`nothing was painted at ${address}`);
  return seen;
}

/** Runs in the page, before anything of the page's own. */
function watchPaint() {
  const seen = { paintedMs: 0, shifts: 0 };
  globalThis.benchVisit = seen;
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.paintedMs = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      // TypeScript's DOM does not know layout shifts.
      const { value, hadRecentInput } = entry as unknown as {
        value: number;
        hadRecentInput: boolean;
      };
      if (!hadRecentInput) seen.shifts += value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Milliseconds from pressing the button of the sign form. */
export interface Answered {
  /** Until the form says that the signature was received. */
  inPlaceMs: number;
  /** Until the page that says what comes next is painted. */
  nextPageMs: number;
}

const FORM = 'form[action^="/api/v1/signatures"]';
const PRESSED = 'bench-pressed';
const ANSWERED = 'bench-answered';

/** Signs on the page that is open, as somebody new. */
export async function sign(page: Page, email: string): Promise<Answered> {
  const form = page.locator(FORM);
  await form.locator('[name=name]').fill('Kim Ha-neul');
  await form.locator('[name=email]').fill(email);
  await form.locator('[name=country]').selectOption('KR');
  await page.waitForLoadState('networkidle');
  await page.evaluate(watchAnswer, { form: FORM, pressed: PRESSED, answered: ANSWERED });
  await form.locator('[type=submit]').click();
  await page.waitForURL(/\/petition\/check-mail/u);
  return await page.evaluate(readAnswer, { pressed: PRESSED, answered: ANSWERED });
}

/** Runs in the page: notes when the button was pressed, and when its last words were on the screen. */
function watchAnswer(names: { form: string; pressed: string; answered: string }) {
  const button = document.querySelector(`${names.form} [type=submit]`);
  if (!button) throw new Error('there is no button');
  const note = (name: string, at: number) =>
    sessionStorage.setItem(name, String(performance.timeOrigin + at));
  button.addEventListener('click', ({ timeStamp }) => note(names.pressed, timeStamp), true);
  let changes = 0;
  new MutationObserver(() => {
    changes += 1;
    // Its words change twice: that it is being sent, and that it was received.
    if (changes !== 2) return;
    // A task after a frame's callbacks comes when that frame has been drawn.
    requestAnimationFrame(() => setTimeout(() => note(names.answered, performance.now())));
  }).observe(button, { characterData: true, childList: true, subtree: true });
}

/** Runs in the next page, once it was painted. */
async function readAnswer(names: { pressed: string; answered: string }) {
  const painted = await new Promise<number>((resolve) => {
    new PerformanceObserver((list) => {
      for (const { name, startTime } of list.getEntries())
        if (name === 'first-contentful-paint') resolve(performance.timeOrigin + startTime);
    }).observe({ type: 'paint', buffered: true });
  });
  const at = (name: string) => Number(sessionStorage.getItem(name) ?? NaN);
  return {
    inPlaceMs: at(names.answered) - at(names.pressed),
    nextPageMs: painted - at(names.pressed),
  };
}
