/** How kinds look that nobody has chosen a look for: colours that can be told apart in both themes, each with a shape of its own. */
import type { KindDefinition, Ontology, ShapeName } from "@/lib/graph/ontology";

type Look = Pick<KindDefinition, "shape" | "colour" | "icon">;

const looks: readonly Look[] = [
  look("circle", "#3b6fe0", "#6e9bff", "M4 12a8 8 0 0 1 16 0 8 8 0 0 1-16 0"),
  look("hexagon", "#0c8a66", "#2fc79a", "M12 3 20 7.5V16.500L12 21 4 16.500V7.500Z"),
  look("square", "#b57303", "#eba838", "M5 5H19V19H5Z"),
  look("octagon", "#8b4fd0", "#b98af2", "M8.500 4H15.500L20 8.500V15.500L15.500 20H8.500L4 15.500V8.500Z"),
  look("triangle", "#cf3a33", "#f2756d", "M12 4 21 19H3Z"),
  look("pentagon", "#556070", "#9aa6b8", "M12 3 21 10 17.500 20H6.500L3 10Z"),
  look("shield", "#0e7f9e", "#3fbfe0", "M12 3 20 6V12c0 4-3 7-8 9-5-2-8-5-8-9V6Z"),
  look("diamond", "#5f7f1c", "#a3c455", "M12 3 21 12 12 21 3 12Z"),
  look("cross", "#9a4a28", "#e08a62", "M9 4H15V9H20V15H15V20H9V15H4V9H9Z"),
  look(
    "star",
    "#b0409f",
    "#e58ad6",
    "M12 3 14.700 9 21 9.600 16.300 14 17.600 20.500 12 17.200 6.400 20.500 7.700 14 3 9.600 9.300 9Z",
  ),
  look("inverted-triangle", "#8a1c5a", "#e06aa5", "M12 20 3 5H21Z"),
];

function look(shape: ShapeName, light: string, dark: string, icon: string): Look {
  return { shape, colour: { light, dark }, icon };
}

/** Colour and shape together differ for all of the first 121. */
export function lookOf(kind: number): Look {
  const round = Math.floor(kind / looks.length);
  const { colour } = looks[kind % looks.length];
  const { shape, icon } = looks[(kind + round) % looks.length];
  return { icon, shape, colour };
}

/** What an ontology has to have, whatever the graph; the colours of regions are readable in both themes. */
export const ontologyBasis: Pick<Ontology, "commercial_use" | "map"> = {
  commercial_use: {
    label: { en: "Commercial use", zh: "商业使用" },
    values: {
      yes: { en: "allowed", zh: "允许" },
      no: { en: "not allowed", zh: "不允许" },
      conditional: { en: "under conditions", zh: "有条件允许" },
      unknown: { en: "unknown", zh: "未知" },
    },
  },
  map: {
    region_colours: {
      light: [
        "#9a4a1f",
        "#1f6a8c",
        "#4d7016",
        "#7c3a80",
        "#836000",
        "#137267",
        "#a83a5b",
        "#4a55a8",
        "#5c6b2e",
        "#7a5230",
        "#2c733c",
        "#5f5a86",
      ],
      dark: [
        "#f0a27a",
        "#7cc4e6",
        "#b2d474",
        "#d79add",
        "#e6c35c",
        "#6fd3c4",
        "#f58fae",
        "#a3adf5",
        "#c3cf8e",
        "#d9b08a",
        "#86d399",
        "#bcb5e6",
      ],
    },
  },
};
