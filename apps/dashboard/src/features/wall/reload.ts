const KEY = 'lantern.wall-reloaded';
/** Two builds behind one address, while it is renewed, must not have a screen reload for ever. */
const LEAST_GAP_MS = 10 * 60_000;

interface ThisPage {
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  reload: () => void;
}

/** Reloads the page for a newer one, unless it did so a short while ago; whether it does. */
export function reloadOnce({ storage, reload }: ThisPage, now = Date.now()): boolean {
  try {
    if (now - Number(storage.getItem(KEY) ?? 0) < LEAST_GAP_MS) return false;
    storage.setItem(KEY, String(now));
  } catch {
    // What cannot be remembered would be done for ever.
    return false;
  }
  reload();
  return true;
}
