/** Views that stand in data files as parameters of an address: read without loss, and compared with the graph. */
import type { FacetTable } from "@/lib/graph/facet-table";
import type { Path } from "@/lib/graph/faults";
import type { Graph } from "@/lib/graph/graph";
import { fitViewToGraph } from "@/lib/view/fit-view";
import { parseView } from "@/lib/view/parse-view";
import { formatView, type View, type ViewProblem } from "@/lib/view/view";
import type { Problem, YamlFile } from "./yaml-file";

/** The view, if it can be read without loss and is written as the address bar would show it. */
export function readView(text: string, file: YamlFile, path: Path, problems: Problem[]): View | undefined {
  const { view, problems: faults } = parseView(new URLSearchParams(text));
  if (faults.length > 0) {
    problems.push(...faults.map((fault) => file.problem(path, faultText(fault))));
    return undefined;
  }
  const canonical = formatView(view);
  if (canonical !== text)
    problems.push(file.problem(path, `"view" is not as the address bar shows it; write ${canonical}`));
  return view;
}

/** What the view speaks of that the graph does not have. */
export const misfits = (view: View, graph: Graph, table: FacetTable, file: YamlFile, path: Path): Problem[] =>
  fitViewToGraph(view, graph, table).problems.map((fault) => file.problem(path, faultText(fault)));

const faultText = ({ code, parameter, value }: ViewProblem): string =>
  `"view": "${parameter}" cannot be "${value}" (${code}); copy the view from the address bar`;
