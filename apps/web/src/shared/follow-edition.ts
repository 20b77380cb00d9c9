/** Pages are kept up to five seconds, and a crowd must not come at once. */
const LEAST_MS = 2_000;
const SPREAD_MS = 6_000;

/**
 * Loads the page again, now of the edition that is current; not while somebody is writing, whose words would
 * be lost. Such a page stays what it was, whole, and its form asks to read the new text when it is sent.
 */
export function readCurrentEdition(): void {
  setTimeout(
    () => {
      if (isBeingWritten()) readCurrentEdition();
      else location.reload();
    },
    LEAST_MS + Math.random() * SPREAD_MS,
  );
}

function isBeingWritten(): boolean {
  return [...document.forms].some((form) =>
    [...form.elements].some(
      (field) =>
        (field instanceof HTMLInputElement ||
          field instanceof HTMLSelectElement ||
          field instanceof HTMLTextAreaElement) &&
        field.type !== 'hidden' &&
        field.type !== 'checkbox' &&
        field.value !== '',
    ),
  );
}
