import type { KeyboardEvent, RefObject } from 'react';

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };
/** Presses the button of that name in the card that has the focus. */
const PRESSES: Record<string, string> = { a: 'take', c: 'call', s: 'settle' };

/**
 * Moves from card to card by the arrow keys, or by j and k; a takes one in hand, c shows whom to call, s settles it.
 * Only while a card itself has the focus, so that no key does anything by surprise.
 */
export function useCardKeys(cards: RefObject<HTMLElement | null>) {
  return (event: KeyboardEvent) => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || !('card' in target.dataset)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[key];
    const press = PRESSES[key];
    if (step !== undefined) {
      const all = Array.from(cards.current?.querySelectorAll<HTMLElement>('[data-card]') ?? []);
      all[all.indexOf(target) + step]?.focus();
    } else if (press !== undefined)
      target.querySelector<HTMLElement>(`[data-press="${press}"]`)?.click();
    else return;
    event.preventDefault();
  };
}
