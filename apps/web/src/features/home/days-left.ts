const DAY_MS = 86_400_000;

/** Whole days from one calendar date to another, both `YYYY-MM-DD`; negative once it is over. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The calendar date it is where this device is, `YYYY-MM-DD`. */
export function dateHere(now: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
}
