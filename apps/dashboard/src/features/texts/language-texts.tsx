import type { Locale } from '@lantern/schemas/locale';
import type { PetitionPage, PetitionTextVersion } from '@lantern/schemas/petition';
import { MAY_APPROVE } from '@lantern/schemas/petition-roles';
import type { Role } from '@lantern/schemas/role';
import { Notice } from '@lantern/ui/notice';
import { useState } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageName, languageNames, languagesWithout } from '../../shared/languages.ts';
import { newTextPath } from '../../shared/paths.ts';
import { useFocus } from '../../shared/use-focus.ts';
import type { ApprovalOutcome } from './approve.tsx';
import { TextCard } from './text-card.tsx';
import { standingOf, textsIn } from './text-versions.ts';
import { useNamedEdition } from './use-texts.ts';
import { StandingWord } from './text-record.tsx';

interface Props {
  language: Locale;
  texts: readonly PetitionTextVersion[];
  page: PetitionPage;
  role: Role | undefined;
}

/** Everything about the petition in one language: the newest version open, the others to unfold. */
export function LanguageTexts({ language, texts, page, role }: Props) {
  const { t, locale } = useLanguage();
  const [outcome, setOutcome] = useState<ApprovalOutcome | null>(null);
  const { versions, newest, inForce } = textsIn(language, texts);
  const name = languageName(language, locale);
  const card = (text: PetitionTextVersion) => (
    <TextCard
      {...{ text, inForce, edition: page.edition }}
      before={versions.find(({ version }) => version < text.version)}
      mayApprove={role !== undefined && MAY_APPROVE.includes(role)}
      onOutcome={setOutcome}
    />
  );
  return (
    <section aria-labelledby={language} className="grid min-w-0 content-start gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <h2 id={language} tabIndex={-1} className="scroll-mt-4 text-xl">
          {name}
        </h2>
        <Link
          to={newTextPath(language, useNamedEdition())}
          className="inline-flex min-h-touch items-center font-semibold underline"
          aria-label={`${t('texts.new-version')}: ${name}`}
        >
          {t('texts.new-version')}
        </Link>
      </div>
      {!inForce && <p>{t('texts.not-open')}</p>}
      {outcome && (
        <Outcome
          key={`${outcome.kind}${outcome.version}`}
          {...{ outcome, name }}
          approved={page.locales}
        />
      )}
      {newest ? card(newest) : <p className="text-muted">{t('texts.empty')}</p>}
      {versions.slice(1).map((text) => (
        <details key={text.id} className="group">
          <summary className="flex min-h-touch flex-wrap items-center gap-x-2 underline">
            {t('texts.version', { n: text.version })} ·{' '}
            <StandingWord standing={standingOf(text, inForce)} />
          </summary>
          {card(text)}
        </details>
      ))}
    </section>
  );
}

interface OutcomeProps {
  outcome: ApprovalOutcome;
  name: string;
  /** Languages with an approved text. */
  approved: readonly Locale[];
}

function Outcome({ outcome, name, approved }: OutcomeProps) {
  const { t, locale } = useLanguage();
  const notice = useFocus<HTMLDivElement>();
  const values = { n: outcome.version, language: name };
  if (outcome.kind === 'conflict') {
    return (
      <Notice ref={notice} role="alert" tone="danger">
        {t('texts.conflict', values)}
      </Notice>
    );
  }
  const missing = languagesWithout(approved);
  return (
    <Notice ref={notice} tone="warm" title={t('texts.approved-done', values)}>
      {missing.length === 0
        ? t('texts.all-approved')
        : t('texts.still-missing', { languages: languageNames(missing, locale) })}
    </Notice>
  );
}
