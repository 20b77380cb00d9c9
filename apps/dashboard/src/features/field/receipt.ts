import type { FieldReceipt } from '@lantern/schemas/field';

const isInstant = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}T/u.test(value) &&
  !Number.isNaN(Date.parse(value));

/**
 * The receipt for that very command, or null: nothing else takes an item out of the queue. By hand, because Zod
 * would weigh as much as the app; a test holds it against `fieldReceiptSchema`.
 */
export function receiptFor(commandId: string, data: unknown): FieldReceipt | null {
  const { status, seq, receivedAt, happenedAt, bounded = false, disputed, ...rest } = Object(data);
  const whole =
    rest.commandId === commandId &&
    status === 'received' &&
    Number.isSafeInteger(seq) &&
    seq > 0 &&
    isInstant(receivedAt) &&
    isInstant(happenedAt) &&
    typeof bounded === 'boolean' &&
    typeof disputed === 'boolean';
  return whole ? { commandId, status, seq, receivedAt, happenedAt, bounded, disputed } : null;
}
