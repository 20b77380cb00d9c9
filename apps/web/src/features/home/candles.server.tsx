/** Where each light stands: x, y, size, brightness; those in front are larger and brighter. */
const LIGHTS = [
  [27, 62, 0.43, 0.55],
  [84, 71, 0.41, 0.55],
  [150, 70, 0.38, 0.55],
  [231, 60, 0.39, 0.55],
  [297, 78, 0.39, 0.55],
  [356, 73, 0.46, 0.55],
  [436, 68, 0.46, 0.55],
  [483, 79, 0.4, 0.55],
  [553, 61, 0.4, 0.55],
  [51, 104, 0.61, 0.75],
  [118, 109, 0.61, 0.75],
  [169, 101, 0.56, 0.75],
  [270, 110, 0.58, 0.75],
  [341, 111, 0.58, 0.75],
  [425, 117, 0.57, 0.75],
  [491, 113, 0.65, 0.75],
  [572, 107, 0.66, 0.75],
  [25, 162, 0.89, 0.9],
  [112, 164, 0.77, 0.9],
  [222, 170, 0.86, 0.9],
  [318, 160, 0.88, 0.9],
  [390, 166, 0.84, 0.9],
  [488, 175, 0.85, 0.9],
  [565, 153, 0.88, 0.9],
  [70, 240, 1.28, 1],
  [166, 225, 1.24, 1],
  [268, 227, 1.12, 1],
  [394, 217, 1.26, 1],
  [515, 222, 1.17, 1],
] as const;

/** A crowd holding candles in the dark. Drawn, so that it weighs nothing; says nothing to readers. */
export function Candles({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 600 300" className={`overflow-visible ${className}`} aria-hidden>
      <radialGradient id="glow">
        <stop offset="0" stopColor="var(--flame)" stopOpacity="0.42" />
        <stop offset="0.35" stopColor="var(--flame)" stopOpacity="0.13" />
        <stop offset="1" stopColor="var(--flame)" stopOpacity="0" />
      </radialGradient>
      {LIGHTS.map(([x, y, size, light]) => (
        <g key={`${x}-${y}`} transform={`translate(${x} ${y}) scale(${size})`} opacity={light}>
          <circle r="48" fill="url(#glow)" />
          <path
            className="fill-flame"
            d="M0-13c.3 3.5 5.5 7 5.5 12.5a5.5 5.5 0 0 1-11 0C-5.5-6-.3-9.5 0-13Z"
          />
          <path
            className="fill-flame-core"
            d="M0-4.5c.2 1.7 2.6 3.2 2.6 5.7a2.6 2.6 0 0 1-5.2 0C-2.6-1.3-.2-2.8 0-4.5Z"
          />
        </g>
      ))}
    </svg>
  );
}
