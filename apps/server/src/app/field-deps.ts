import { readEmails } from '../features/auth/accounts.repo.ts';
import type { FieldDeps } from '../features/field/field.deps.ts';
import { createFieldDesk } from '../features/field/field.desk.ts';
import { createFieldKits } from '../features/field/field.kit.ts';
import { createFieldLooking } from '../features/field/field.looking.ts';
import { createFieldReading } from '../features/field/field.mine.ts';
import { createFieldSending } from '../features/field/field.send.ts';
import type { Editions } from '../features/petition/editions.ts';
import { createScheduling } from '../features/publishing/scheduling.ts';
import type { ServicesDeps } from './deps.ts';

interface Neighbours extends Pick<FieldDeps, 'raise' | 'judgePin'> {
  /** A rehearsal's people check in as well. */
  editionsForStaff: Editions;
}

/** Check-ins, with what they are handed of assignments, alarms and publishing. */
export function createField(
  { fieldDb, ...deps }: Pick<ServicesDeps, 'fieldDb' | 'keyring' | 'clock' | 'newId'>,
  { editionsForStaff, ...neighbours }: Neighbours,
) {
  const field: FieldDeps = {
    ...deps,
    ...neighbours,
    pool: fieldDb.pool,
    editionFor: editionsForStaff.editionFor,
    allEditions: editionsForStaff.allEditions,
    emailsOf: (accountIds) => readEmails(fieldDb.pool, accountIds),
    ...createScheduling(deps),
  };
  return {
    ...createFieldKits(field),
    ...createFieldReading(field),
    ...createFieldSending(field),
    ...createFieldDesk(field),
    ...createFieldLooking(field),
  };
}
