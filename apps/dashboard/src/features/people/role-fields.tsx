import { INVITABLE_ROLES } from '@lantern/schemas/role';
import { Select } from '@lantern/ui/select';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { ROLE_NOTES, ROLE_WORDS } from '../../shared/roles.ts';

type InvitableRole = (typeof INVITABLE_ROLES)[number];

/** A role, with the organisation that a partner, and nobody else, speaks for. */
export interface Grant {
  role: InvitableRole;
  partnerId?: string;
}

interface Props {
  id: string;
  grant: Grant;
  onChange: (grant: Grant) => void;
  /** Said at the organisation's field. */
  partnerFault: boolean;
}

/** Whether a grant says all it must. */
export const isWhole = ({ role, partnerId }: Grant): boolean =>
  role !== 'partner' || partnerId !== undefined;

/** Chooses a role, and says what it may do. */
export function RoleFields({ id, grant, onChange, partnerFault }: Props) {
  const { t } = useLanguage();
  return (
    <>
      <Select
        id={`${id}-role`}
        label={t('people.role')}
        hint={t(ROLE_NOTES[grant.role])}
        value={grant.role}
        onChange={({ target }) => {
          const role = INVITABLE_ROLES.find((one) => one === target.value);
          if (role) onChange({ role });
        }}
      >
        {INVITABLE_ROLES.map((option) => (
          <option key={option} value={option}>
            {t(ROLE_WORDS[option])}
          </option>
        ))}
      </Select>
      {grant.role === 'partner' && (
        <PartnerSelect
          id={`${id}-partner`}
          chosen={grant.partnerId}
          fault={partnerFault}
          onChange={(partnerId) => onChange({ role: 'partner', ...(partnerId && { partnerId }) })}
        />
      )}
    </>
  );
}

interface PartnerSelectProps {
  id: string;
  chosen: string | undefined;
  fault: boolean;
  onChange: (partnerId: string) => void;
}

/** The organisations whose codes still work. */
function PartnerSelect({ id, chosen, fault, onChange }: PartnerSelectProps) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const list = useQuery(trpc.partners.list.queryOptions());
  const running = list.data?.partners.filter(({ endedAt }) => endedAt === null) ?? [];
  return (
    <Select
      id={id}
      label={t('people.partner')}
      hint={list.data && running.length === 0 ? t('people.partner-none') : undefined}
      error={fault ? t('people.partner-missing') : undefined}
      value={chosen ?? ''}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{t('people.partner-choose')}</option>
      {running.map((partner) => (
        <option key={partner.id} value={partner.id}>
          {partner.name}
        </option>
      ))}
    </Select>
  );
}
