import { useEffect, useRef, type RefObject } from 'react';

/** Puts the focus on what a press has brought up, so that keyboard and screen reader are there too. */
export function useFocus<T extends HTMLElement>(): RefObject<T | null> {
  const target = useRef<T>(null);
  useEffect(() => target.current?.focus(), []);
  return target;
}
