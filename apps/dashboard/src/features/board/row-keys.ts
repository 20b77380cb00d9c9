import type { KeyboardEvent, RefObject } from 'react';

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };

/** Moves the focus from row to row by the arrow keys, or by j and k; Enter opens what has it. */
export function useRowKeys(table: RefObject<HTMLElement | null>) {
  return (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const { target } = event;
    // What is being written into keeps its keys.
    if (
      step === undefined ||
      !(target instanceof HTMLElement) ||
      target.matches('input, select, textarea')
    )
      return;
    const rows = Array.from(table.current?.querySelectorAll<HTMLElement>('[data-row]') ?? []);
    const here = rows.findIndex((row) => row === target);
    const next = rows[here === -1 ? 0 : here + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
}
