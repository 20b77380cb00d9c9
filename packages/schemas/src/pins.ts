/** Fewest and most digits of a PIN. */
export const PIN_MIN = 4;
export const PIN_MAX = 8;

const PIN = /^\d{4,8}$/u;

/**
 * Whether a PIN would be among the first tried: not four to eight digits, digits that follow one another (1234, 9876),
 * or one or two of them again and again (0000, 1212).
 */
export function isPoorPin(pin: string): boolean {
  if (!PIN.test(pin)) return true;
  const steps = Array.from(pin.slice(1), (digit, place) => Number(digit) - Number(pin[place]));
  if (steps.every((step) => step === 1) || steps.every((step) => step === -1)) return true;
  return Array.from(pin).every((digit, place) => place < 2 || digit === pin[place - 2]);
}
