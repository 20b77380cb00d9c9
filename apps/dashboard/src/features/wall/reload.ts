const KEY = 'lantern.wall-reloaded';
/** Two builds behind one address, while it is renewed, must not have a screen reload for ever. */
const LEAST_GAP_MS = 10 * 60_000;

/** Reloads the page for a newer one, unless it did so a short while ago; whether it does. */
export function reloadOnce(now = Date.now()): boolean {
  if (now - lastReload() < LEAST_GAP_MS) return false;
  try {
    sessionStorage.setItem(KEY, String(now));
  } catch {
    // What cannot be remembered would be done for ever.
    return false;
  }
  location.reload();
  return true;
}

function lastReload(): number {
  try {
    return Number(sessionStorage.getItem(KEY) ?? 0);
  } catch {
    return 0;
  }
}
