import { SCREEN_NAME_MAX } from '@lantern/schemas/screen-terms';
import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Notice } from '@lantern/ui/notice';
import { Select } from '@lantern/ui/select';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { faultOf, fieldsOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';

/** Names a screen, and gives out its link this once. */
export function NewScreen() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const editions = useQuery(trpc.editions.list.queryOptions());
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const kept = useRef<KeptCommand | null>(null);
  const create = useMutation(
    trpc.screens.create.mutationOptions({
      networkMode: 'always',
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.screens.pathKey() }),
    }),
  );
  const current = editions.data?.find(({ isCurrent }) => isCurrent)?.slug;
  const edition = chosen ?? current ?? editions.data?.[0]?.slug ?? '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    const body = { name: name.trim(), edition };
    kept.current = commandFor(kept.current, JSON.stringify(body), newCommandId);
    create.mutate({ commandId: kept.current.commandId, ...body });
  };
  if (create.data)
    return (
      <ScreenLink
        name={name.trim()}
        link={create.data.link}
        onDone={() => {
          kept.current = null;
          setName('');
          create.reset();
        }}
      />
    );
  const fault = fieldsOf(create.error)['name'];
  return (
    <form onSubmit={submit} noValidate className="grid max-w-reading gap-5">
      <Field
        id="screen-name"
        label={t('screens.name')}
        hint={t('screens.name-hint')}
        maxLength={SCREEN_NAME_MAX}
        autoComplete="off"
        value={name}
        error={fault && t(fault === 'required' ? 'fault.field-empty' : 'fault.input')}
        onChange={({ target }) => setName(target.value)}
      />
      <Select
        id="screen-edition"
        label={t('screens.edition')}
        value={edition}
        onChange={({ target }) => setChosen(target.value)}
      >
        {editions.data?.map(({ slug }) => (
          <option key={slug} value={slug}>
            {slug}
          </option>
        ))}
      </Select>
      {create.isError && !fault && <Trouble text={t(wordsOf(faultOf(create.error)))} />}
      <div>
        <Button aria-disabled={create.isPending}>{t('screens.make')}</Button>
      </div>
    </form>
  );
}

interface LinkProps {
  name: string;
  /** Null when the answer got lost and the command was repeated. */
  link: string | null;
  onDone: () => void;
}

function ScreenLink({ name, link, onDone }: LinkProps) {
  const { t } = useLanguage();
  const notice = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => notice.current?.focus(), []);
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Notice
      ref={notice}
      tone="warm"
      title={t('screens.link-for', { name })}
      className="max-w-reading"
    >
      <p>{t(link === null ? 'screens.link-lost' : 'screens.link-once')}</p>
      {link !== null && (
        <code className="mt-3 block rounded-control border border-line bg-raised p-3 text-sm wrap-anywhere select-all">
          {link}
        </code>
      )}
      <div className="mt-3 flex flex-wrap gap-3">
        {link !== null && (
          <Button type="button" onClick={() => void copy(link)}>
            {t(copied ? 'people.copied' : 'people.copy')}
          </Button>
        )}
        <Button type="button" look="quiet" onClick={onDone}>
          {t('people.link-done')}
        </Button>
      </div>
    </Notice>
  );
}
