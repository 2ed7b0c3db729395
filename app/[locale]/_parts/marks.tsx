/** Small pictures: the mark of a kind as the map draws it, and the icons of the interface. */
import { shapePoints } from "@/lib/canvas/shapes";
import type { Ontology } from "@/lib/graph/ontology";
import type { Theme } from "./atlas";

/** A kind's mark: its shape in its colour, its icon inside. */
export function KindMark({
  ontology,
  kind,
  theme,
  size = 20,
}: {
  ontology: Ontology;
  kind: string;
  theme: Theme;
  size?: number;
}) {
  const definition = ontology.kinds[kind];
  if (!definition) return null;
  const points = shapePoints[definition.shape];
  const colour = definition.colour[theme];
  return (
    <svg width={size} height={size} viewBox="-1.3 -1.3 2.6 2.6" aria-hidden="true" focusable="false">
      {points.length === 0 ? (
        <circle r="1.05" fill={colour} />
      ) : (
        <polygon points={points.join(" ")} fill={colour} />
      )}
      <path
        d={definition.icon}
        transform="translate(-0.6 -0.6) scale(0.05)"
        fill="none"
        stroke={theme === "dark" ? "#14161b" : "#ffffff"}
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

const paths = {
  search: "M4 10.500a6.500 6.500 0 0 1 13 0 6.500 6.500 0 0 1-13 0M15.300 15.300 20.500 20.500",
  close: "M6 6 18 18M18 6 6 18",
  back: "M9 7 4 12 9 17M4 12H15a5 5 0 0 1 5 5V18",
  forward: "M15 7 20 12 15 17M20 12H9a5 5 0 0 0-5 5V18",
  history: "M3.500 12a8.500 8.500 0 1 0 2.800-6.300L3.500 8M3.500 3.500V8H8M12 7.500V12L15.500 14",
  plus: "M12 5V19M5 12H19",
  minus: "M5 12H19",
  fit: "M4 9V4H9M15 4H20V9M20 15V20H15M9 20H4V15",
  sun: "M8 12a4 4 0 0 1 8 0 4 4 0 0 1-8 0M12 2.500V5M12 19V21.500M2.500 12H5M19 12H21.500M5.300 5.300 7 7M17 17 18.700 18.700M5.300 18.700 7 17M17 7 18.700 5.300",
  moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500Z",
  info: "M3 12a9 9 0 0 1 18 0 9 9 0 0 1-18 0M12 11V16.500M12 7.500V7.700",
  filter: "M4 5H20L14 12.500V19L10 17V12.500Z",
  ask: "M4 5H20V16H12L7.500 20V16H4ZM9.800 8.700A2.200 2.200 0 1 1 12.500 10.800C12.200 11 12 11.300 12 11.700M12 13.500V13.600",
  list: "M8 6H20M8 12H20M8 18H20M4 6H4.010M4 12H4.010M4 18H4.010",
  arrange: "M3.500 4H10.500V11H3.500ZM14 7.500a3.500 3.500 0 0 1 7 0 3.500 3.500 0 0 1-7 0M4 15H20M4 20H14",
  copy: "M9 9H19V20H9ZM15 9V5H5V16H9",
  chevron: "M6 15 12 9 18 15",
  external: "M14 4H20V10M20 4 11 13M18 14V19H5V6H10",
  reset: "M4 5V10H9M4.500 10A8 8 0 1 1 4 13.500",
  arrow: "M4 12H20M14 6 20 12 14 18",
  graphs: "M12 3 21 8 12 13 3 8ZM3 12 12 17 21 12M3 16 12 21 21 16",
  export: "M13 4H5V20H13M9.500 12H20.500M16.500 8 20.500 12 16.500 16",
  menu: "M4 6.500H20M4 12H20M4 17.500H20",
  share: "M12 15V3.500M7.500 8 12 3.500 16.500 8M5 12V20H19V12",
} as const;
export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return <Stroke path={paths[name]} size={size} />;
}

/** An icon by its path, in a box of 24 by 24. */
export function Stroke({ path, size }: { path: string; size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

interface ToolButtonProps {
  icon: IconName;
  /** What it does, for the pointer and for screen readers. */
  label: string;
  className: string | undefined;
  disabled?: boolean;
  onClick(): void;
}

/** A button that is an icon. */
export function ToolButton({ icon, label, ...rest }: ToolButtonProps) {
  return (
    <button type="button" aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
