"use client";

import { menuFor, paletteEntries, type Subject } from "@/app/[locale]/_explorer/actions/actions";
import { ContextMenu } from "@/app/[locale]/_explorer/actions/context-menu";
import { Later } from "@/app/[locale]/_explorer/panels/later";
import { focusMap } from "@/app/[locale]/_explorer/sheet";
import { take } from "@/app/[locale]/_explorer/view-store";
/** What opens over the map when it is asked for: menu, palette, help, history, the choice of what a hub brings. */
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { datesOf } from "@/lib/graph/dates";
import { readingOf } from "@/lib/graph/ontology-readings";
import { broughtBy } from "@/lib/view/expansion";
import * as explore from "@/lib/view/explore-steps";
import type { DeskProps } from "./desk";
import type { DeskDeeds, Target } from "./desk-deeds";

interface DeskDialogsProps extends DeskProps, DeskDeeds {
  /** What actions are about as long as nothing else is pointed at. */
  asked: Target;
}

const loadExpand = () => import("@/app/[locale]/_explorer/panels/expand-dialog");
const loadPalette = () => import("@/app/[locale]/_explorer/actions/command-palette");
const loadHelp = () => import("@/app/[locale]/_explorer/actions/shortcut-help");
const loadHistory = () => import("./desk-history");
const loadShare = () => import("@/app/[locale]/_explorer/share/share-dialog");
const loadGraphs = () => import("@/app/[locale]/_explorer/graphs/graph-list");
const loadImport = () => import("@/app/[locale]/_explorer/import/import-dialog");
const loadExport = () => import("@/app/[locale]/_explorer/export/export-dialog");
const loadNote = () => import("@/app/[locale]/_explorer/notes/desk-note");

export function DeskDialogs(props: DeskDialogsProps) {
  const { t, locale, source } = useAtlas();
  const { graph, view, scene, filtration, theme, request, ask, asked, goTo, deeds, situation } = props;
  const close = () => ask(undefined);
  const closeToMap = () => {
    close();
    focusMap();
  };
  if (request?.what === "menu") {
    const { target, at } = request;
    const now = situation(target, at);
    const isSeveral = typeof target === "string" && view.also.length > 0 && now.selected.includes(target);
    const subject: Subject = isSeveral
      ? "several"
      : now.relation
        ? "relation"
        : now.group
          ? "group"
          : now.id
            ? "entity"
            : "map";
    return (
      <ContextMenu
        x={at.x}
        y={at.y}
        title={titleOf(props, target)}
        label={t.menu}
        items={menuFor(subject, now, deeds)}
        onClose={closeToMap}
      />
    );
  }
  if (request?.what === "expand" && filtration) {
    const { id, at } = request;
    const dates = datesOf(graph, filtration.table);
    return (
      <Later load={loadExpand}>
        {({ ExpandDialog }) => (
          <ExpandDialog
            graph={graph}
            theme={theme}
            id={id}
            hiddenTypes={view.hiddenTypes}
            current={view.expansions.find((one) => one.id === id)}
            preview={(expansion) => broughtBy(graph, dates, expansion).length}
            x={at.x}
            y={at.y}
            onExpand={(expansion) => {
              take((now) => explore.expand(now, expansion));
              closeToMap();
            }}
            onCollapse={() => {
              take((now) => explore.collapse(now, id));
              closeToMap();
            }}
            onClose={closeToMap}
          />
        )}
      </Later>
    );
  }
  if (request?.what === "palette")
    return (
      <Later load={loadPalette}>
        {({ CommandPalette }) => (
          <CommandPalette
            entries={paletteEntries(situation(asked), deeds)}
            graph={graph}
            theme={theme}
            search={(text) => source.search(text, { limit: 25 })}
            onEntity={goTo}
            onClose={close}
          />
        )}
      </Later>
    );
  if (request?.what === "help")
    return (
      <Later load={loadHelp}>
        {({ ShortcutHelp }) => <ShortcutHelp situation={situation(asked)} onClose={close} />}
      </Later>
    );
  if (request?.what === "history")
    return (
      <Later load={loadHistory}>{({ DeskHistory }) => <DeskHistory {...props} onClose={close} />}</Later>
    );
  if (request?.what === "share")
    return (
      <Later load={loadShare}>
        {({ ShareDialog }) => (
          <ShareDialog
            graph={graph}
            view={view}
            filtration={filtration}
            onExport={() => ask({ what: "export" })}
            onClose={close}
          />
        )}
      </Later>
    );
  if (request?.what === "export")
    return (
      <Later load={loadExport}>
        {({ ExportDialog }) => (
          <ExportDialog graph={graph} view={view} filtration={filtration} onClose={close} />
        )}
      </Later>
    );
  if (request?.what === "graphs")
    return (
      <Later load={loadGraphs}>
        {({ GraphList }) => (
          <GraphList graph={graph} onBring={() => ask({ what: "import" })} onClose={() => ask(undefined)} />
        )}
      </Later>
    );
  if (request?.what === "import")
    return (
      <Later load={loadImport}>
        {({ ImportDialog }) => (
          <ImportDialog graph={graph.id} files={request.files} edit={request.edit} onClose={close} />
        )}
      </Later>
    );
  if (request?.what === "write note" || request?.what === "change note")
    return (
      <Later load={loadNote}>
        {({ DeskNote }) => <DeskNote graph={graph} view={view} request={request} onClose={close} />}
      </Later>
    );
  return null;

  function titleOf({ graph: of }: DeskProps, target: Target): string | undefined {
    const name = (id: string) => scene.graph.names[scene.graph.indexOf(id)]?.[locale] ?? id;
    if (typeof target !== "object") return target && name(target);
    const reading = readingOf(of.ontology, target.type, "out", locale);
    return `${name(target.from)} — ${reading} → ${name(target.to)}`;
  }
}
