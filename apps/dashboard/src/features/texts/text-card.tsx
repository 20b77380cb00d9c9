import type { PetitionPage, PetitionTextVersion } from '@lantern/schemas/petition';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Approve, type ApprovalOutcome } from './approve.tsx';
import { Changes } from './changes.tsx';
import { Letter } from './letter.tsx';
import { TextHash } from './text-hash.tsx';
import { StandingWord, TextRecord } from './text-record.tsx';
import { standingOf } from './text-versions.ts';

interface Props {
  text: PetitionTextVersion;
  inForce: PetitionTextVersion | undefined;
  /** The version before it. */
  before: PetitionTextVersion | undefined;
  edition: PetitionPage['edition'];
  mayApprove: boolean;
  onOutcome: (outcome: ApprovalOutcome) => void;
}

/** One version: how it stands, what can be done with it, and its words. */
export function TextCard({ text, inForce, before, edition, mayApprove, onOutcome }: Props) {
  const { t } = useLanguage();
  const standing = standingOf(text, inForce);
  return (
    <div className="rounded-card border border-line bg-raised p-5">
      <p>
        {t('texts.version', { n: text.version })} · <StandingWord standing={standing} />
      </p>
      <TextRecord text={text} />
      {before && <Changes from={before} to={text} />}
      <TextHash hash={text.hash} version={text.version} />
      {standing === 'draft' && (
        <div className="mt-2 mb-5">
          {mayApprove ? (
            <Approve text={text} replaces={inForce} edition={edition} onOutcome={onOutcome} />
          ) : (
            <p className="text-sm">{t('texts.needs-admin')}</p>
          )}
        </div>
      )}
      {standing === 'overtaken' && <p className="mb-3 text-sm">{t('texts.overtaken-note')}</p>}
      <div className="mt-2 border-t border-line pt-5">
        <Letter {...text} />
      </div>
    </div>
  );
}
