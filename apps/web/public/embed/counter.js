// Keeps the number of /embed/counter up to date. Without it the number stands, with its time.

const EVERY_MS = 15_000;
const SLOWEST_MS = 240_000;
/** So long without an answer, the number is called not live. */
const NOT_LIVE_MS = 60_000;

const figure = document.querySelector('[data-total]');
const stamp = document.querySelector('time');
const { lang } = document.documentElement;
const number = new Intl.NumberFormat(lang);
const clock = new Intl.DateTimeFormat(lang, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
let version = Number(stamp?.getAttribute('data-version'));
let wait = EVERY_MS;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {'still' | 'not-live'} state */
function say(state) {
  if (!stamp) return;
  const time = clock.format(new Date(stamp.dateTime));
  stamp.dataset['state'] = state;
  stamp.textContent = (stamp.getAttribute(`data-${state}`) ?? '{time}').replace('{time}', time);
}

/** @param {{ total: number; version: number; asOf: string }} count */
function show(count) {
  // An answer that a cache kept must not turn the number back.
  if (!figure || !stamp || count.version < version) return;
  version = count.version;
  figure.textContent = number.format(count.total);
  stamp.dateTime = count.asOf;
  say('still');
}

async function ask() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    // The browser keeps the last answer and asks only whether it still holds.
    const answer = await fetch('/api/v1/count', { cache: 'no-cache', credentials: 'omit' });
    if (!answer.ok) throw new Error(String(answer.status));
    const count = await answer.json();
    // An answer that still holds was true again later than its body says.
    show({ ...count, asOf: answer.headers.get('lantern-as-of') ?? count.asOf });
    wait = EVERY_MS;
  } catch {
    wait = Math.min(wait * 2, SLOWEST_MS);
    if (stamp && Date.now() - Date.parse(stamp.dateTime) > NOT_LIVE_MS) say('not-live');
  }
  // Frames of one page that began together do not ask together.
  timer = setTimeout(() => void ask(), wait * (0.8 + Math.random() * 0.4));
}

say('still');
document.addEventListener('visibilitychange', () => void ask());
void ask();
