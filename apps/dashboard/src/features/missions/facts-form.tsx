import { COUNTRY_CODES } from '@lantern/schemas/country';
import { ADDRESS_MAX, JURISDICTION_MAX } from '@lantern/schemas/mission-limits';
import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Select } from '@lantern/ui/select';
import { TextArea } from '@lantern/ui/textarea';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { faultOf, fieldsOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { proseFault } from '../../shared/prose-fault.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { useMissionOptions, type Mission } from './use-missions.ts';

interface Props {
  mission: Mission;
  mayChange: boolean;
  onSaved: () => void;
}

/** Address and jurisdiction of a mission. */
export function FactsForm({ mission, mayChange, onSaved }: Props) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const kept = useRef<KeptCommand | null>(null);
  const [address, setAddress] = useState(mission.address ?? '');
  const [jurisdiction, setJurisdiction] = useState(mission.jurisdiction ?? '');
  const [countries, setCountries] = useState<readonly string[]>(mission.jurisdictionCountries);
  const change = useMutation(trpc.missions.change.mutationOptions(useMissionOptions(onSaved)));
  const faults = fieldsOf(change.error);
  const wordsFor = (field: string) => faults[field] && t(proseFault(faults[field], 'fault.input'));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change.isPending || !mayChange) return;
    const body = {
      mission: mission.slug,
      address: address.trim() || null,
      jurisdiction: jurisdiction.trim() || null,
      jurisdictionCountries: [...countries],
      seen: mission.updated?.at ?? null,
    };
    kept.current = commandFor(kept.current, JSON.stringify(body), newCommandId);
    change.mutate({ commandId: kept.current.commandId, ...body });
  };
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <fieldset disabled={!mayChange} className="grid gap-4">
        <legend className="sr-only">{t('missions.facts')}</legend>
        <Field
          id="mission-address"
          label={t('missions.address')}
          hint={t('missions.address-hint')}
          maxLength={ADDRESS_MAX}
          autoComplete="off"
          value={address}
          error={wordsFor('address')}
          onChange={({ target }) => setAddress(target.value)}
        />
        <TextArea
          id="mission-jurisdiction"
          label={t('missions.jurisdiction')}
          hint={t('missions.jurisdiction-hint')}
          rows={2}
          maxLength={JURISDICTION_MAX}
          value={jurisdiction}
          error={wordsFor('jurisdiction')}
          onChange={({ target }) => setJurisdiction(target.value)}
        />
        <Countries own={mission.country} {...{ countries, mayChange }} onChange={setCountries} />
      </fieldset>
      {change.isError && (
        <Trouble
          text={t(
            faultOf(change.error) === 'conflict'
              ? 'missions.conflict'
              : wordsOf(faultOf(change.error)),
          )}
        />
      )}
      {mayChange && (
        <div>
          <Button aria-disabled={change.isPending}>{t('missions.save')}</Button>
          <p className="mt-2 text-sm text-muted">{t('missions.changed-means')}</p>
        </div>
      )}
    </form>
  );
}

interface CountriesProps {
  /** Its own, which goes without saying. */
  own: string;
  countries: readonly string[];
  mayChange: boolean;
  onChange: (countries: readonly string[]) => void;
}

function Countries({ own, countries, mayChange, onChange }: CountriesProps) {
  const { t, locale } = useLanguage();
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const nameOf = (code: string) => names.of(code) ?? code;
  const collator = new Intl.Collator(locale);
  const others = COUNTRY_CODES.filter((code) => code !== own && !countries.includes(code)).toSorted(
    (one, other) => collator.compare(nameOf(one), nameOf(other)),
  );
  return (
    <div>
      <p className="text-[0.9375rem] font-semibold">{t('missions.countries')}</p>
      <ul className="mt-1 flex flex-wrap gap-2 empty:hidden">
        {countries.map((code) => (
          <li key={code}>
            {mayChange ? (
              <Button
                type="button"
                look="quiet"
                aria-label={t('missions.remove-country', { country: nameOf(code) })}
                onClick={() => onChange(countries.filter((one) => one !== code))}
              >
                {nameOf(code)} <span aria-hidden>✕</span>
              </Button>
            ) : (
              nameOf(code)
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <div className="mt-3 max-w-sm">
          <Select
            id="mission-country"
            label={t('missions.add-country')}
            value=""
            onChange={({ target }) => {
              if (target.value) onChange([...countries, target.value]);
            }}
          >
            <option value="">{t('missions.choose')}</option>
            {others.map((code) => (
              <option key={code} value={code}>
                {nameOf(code)}
              </option>
            ))}
          </Select>
        </div>
      )}
    </div>
  );
}
