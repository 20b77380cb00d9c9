import { Button } from '@lantern/ui/button';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import { useFocus } from '../../shared/use-focus.ts';
import { AskedNotice } from '../../shared/asked-notice.tsx';
import { ChangeRole } from './change-role.tsx';
import { Freeze, Unfreeze } from './freeze.tsx';
import { calledBy, type Asked, type Person } from './people.ts';
import { ROLE_NOTES, ROLE_WORDS } from '../../shared/roles.ts';

type Task = 'role' | 'freeze' | 'unfreeze';

interface Props {
  person: Person;
  onClose: () => void;
}

/** One person, and what an administrator can do about them. */
export function PersonPanel({ person, onClose }: Props) {
  const { t } = useLanguage();
  const heading = useFocus<HTMLHeadingElement>();
  const [task, setTask] = useState<Task | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const done = (outcome: Asked | null) => {
    setTask(null);
    setAsked(outcome);
  };
  const close = () => setTask(null);
  return (
    <div className="mb-6 rounded-card border border-line bg-raised p-5">
      <h3 ref={heading} tabIndex={-1} className="text-lg font-semibold wrap-anywhere">
        {calledBy(person)}
      </h3>
      <p className="mt-1 text-muted wrap-anywhere">
        {[person.name && person.email, t(ROLE_WORDS[person.role]), person.partner]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="mt-1 max-w-reading text-muted">{t(ROLE_NOTES[person.role])}</p>
      {asked?.state === 'requested' && (
        <div className="mt-4">
          <AskedNotice asked={asked} onDone={() => setAsked(null)} />
        </div>
      )}
      {task === 'role' && <ChangeRole person={person} onDone={done} onClose={close} />}
      {task === 'freeze' && <Freeze person={person} onDone={done} onClose={close} />}
      {task === 'unfreeze' && <Unfreeze person={person} onDone={done} onClose={close} />}
      {!task && <Tasks isFrozen={person.frozenAt !== null} onTask={setTask} onClose={onClose} />}
    </div>
  );
}

interface TasksProps {
  isFrozen: boolean;
  onTask: (task: Task) => void;
  onClose: () => void;
}

function Tasks({ isFrozen, onTask, onClose }: TasksProps) {
  const { t } = useLanguage();
  return (
    <div className="mt-4 flex flex-wrap gap-3">
      {isFrozen ? (
        <Button type="button" onClick={() => onTask('unfreeze')}>
          {t('people.unfreeze')}
        </Button>
      ) : (
        <>
          <Button type="button" onClick={() => onTask('role')}>
            {t('people.change-role')}
          </Button>
          <Button type="button" look="danger" onClick={() => onTask('freeze')}>
            {t('people.freeze')}
          </Button>
        </>
      )}
      <Button type="button" look="quiet" onClick={onClose}>
        {t('people.close')}
      </Button>
    </div>
  );
}
