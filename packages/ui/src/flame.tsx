/**
 * The mark: a small flame with its core. Decorative unless `label` is given.
 * Colours come from the room it stands in.
 */
export function Flame({ label, className = 'size-6' }: { label?: string; className?: string }) {
  const naming = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return (
    <svg viewBox="0 0 24 32" className={`shrink-0 ${className}`} {...naming}>
      <path
        className="fill-flame"
        d="M12 1c.6 5.2 9 10.3 9 19a9 9 0 0 1-9 10.5A9 9 0 0 1 3 20C3 11.3 11.4 6.2 12 1Z"
      />
      <path
        className="fill-flame-core"
        d="M12 13.5c.3 2.7 4.3 5.2 4.3 9.2A4.4 4.4 0 0 1 12 27.2a4.4 4.4 0 0 1-4.3-4.5c0-4 4-6.5 4.3-9.2Z"
      />
    </svg>
  );
}
