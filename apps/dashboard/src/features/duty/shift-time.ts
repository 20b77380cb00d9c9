/** A moment of the roster by the reader's own clock. */
export function shiftTime(at: number | string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));
}

/** The zone that this browser's clock shows. */
export const readersZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
