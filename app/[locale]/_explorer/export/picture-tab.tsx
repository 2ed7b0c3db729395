"use client";

/** The view as a picture: in which form, what stands on it, and a preview of what will come. */
import { useId, useMemo, useState } from "react";
import { Choice } from "@/app/[locale]/_explorer/choice";
import { showsSaved } from "@/app/[locale]/_explorer/share/same-view";
import shared from "@/app/[locale]/_explorer/share/share.module.css";
import { suggestedTitle } from "@/app/[locale]/_explorer/share/suggested-title";
import { useView } from "@/app/[locale]/_explorer/view-store";
import { useAtlas, useTheme } from "@/app/[locale]/_parts/atlas";
import { isOwn } from "@/lib/graph/own-name";
import { exportWords } from "@/lib/i18n/export-words";
import { formatCount } from "@/lib/i18n/format";
import { untitled } from "@/lib/picture/untitled";
import { fileNameOf, pictureFormats, pictureLimits } from "@/lib/view/picture-options";
import type { PictureChoices } from "./choices";
import type { TabProps } from "./data-tab";
import { saveFile } from "./download";
import styles from "./export.module.css";
import { ExportProgress } from "./export-progress";
import { makePicture, type PictureWanted, pageSizes, type Shape, shapes } from "./picture";
import { PicturePreview } from "./picture-preview";
import { useExport } from "./use-export";

const scales = [1, 2, 3, 4];
const languages = [
  ["zh", "中文"],
  ["en", "English"],
] as const;

export function PictureTab({ graph, view, filtration, chosen: { picture }, onChange }: TabProps) {
  const { locale: own, sections } = useAtlas();
  const w = exportWords[own].pictures;
  const [ownTheme] = useTheme();
  const saved = useView((state) => state.saved);
  const opened = useView((state) => state.opened);
  const savedTitle = saved && showsSaved(saved, view, graph.version, opened) ? saved.title : undefined;
  const change = (next: Partial<PictureChoices>) => onChange({ picture: { ...picture, ...next } });
  const isOfBrowser = isOwn(graph.id);
  // PDF is written by the server alone.
  const format = isOfBrowser && picture.format === "pdf" ? "png" : picture.format;
  const { theme = ownTheme, locale = own, shape, hasTitle, hasLegend, hasFooter, hasNotes } = picture;
  const title = picture.title ?? savedTitle ?? "";
  const isTransparent = picture.isTransparent && format !== "pdf";
  const wanted = useMemo(
    (): PictureWanted => ({
      from: { graph: graph.id, version: graph.version, sections },
      view,
      title,
      theme,
      locale,
      shape,
      isTransparent,
      hasTitle,
      hasLegend,
      hasFooter,
      hasNotes,
    }),
    [
      graph,
      sections,
      view,
      title,
      theme,
      locale,
      shape,
      isTransparent,
      hasTitle,
      hasLegend,
      hasFooter,
      hasNotes,
    ],
  );
  const { state, start, cancel } = useExport();
  const { copied, copy } = useCopy(wanted);
  const { width, height } = pageSizes[shape];
  const scale = format === "png" ? picture.scale : 1;
  const suggested = suggestedTitle(view, graph, filtration, locale, pictureLimits.heading);
  const name = `${fileNameOf(title || suggested || graph.ontology.graph.name[locale])}.${format}`;
  const download = () =>
    start(async (signal, tell) => {
      saveFile(await makePicture(wanted, { format, scale }, signal, (bytes) => tell({ bytes })), name);
      return name;
    });
  const id = useId();
  const size = w.size(formatCount(width * scale, own), formatCount(height * scale, own));
  // The others have no pixels.
  const said = format !== "png" ? "" : copied === undefined ? size : copied ? w.copied : w.notCopied;
  return (
    <>
      <div className={styles.body} data-beside="true">
        <PicturePreview wanted={wanted} title={title || suggested || graph.ontology.graph.name[locale]} />
        <div className={styles.fields}>
          <Choice
            label={exportWords[own].format}
            options={pictureFormats
              .filter((one) => !(isOfBrowser && one === "pdf"))
              .map((one) => [one, one.toUpperCase()] as const)}
            value={format}
            onChoose={(next) => change({ format: next })}
          />
          <p className={shared.hint}>{w[`${format}Hint`]}</p>
          <Choice
            label={w.shape}
            options={shapes.map((one: Shape) => [one, w.shapes[one]] as const)}
            value={shape}
            onChoose={(next) => change({ shape: next })}
          />
          {format === "png" && (
            <Choice
              label={w.scale}
              options={scales.map((one) => [one, w.times(one)] as const)}
              value={scale}
              onChoose={(next) => change({ scale: next })}
            />
          )}
          {format !== "pdf" && (
            <Choice
              label={w.background}
              options={[
                ["opaque", w.opaque],
                ["transparent", w.transparent],
              ]}
              value={isTransparent ? "transparent" : "opaque"}
              onChoose={(next) => change({ isTransparent: next === "transparent" })}
            />
          )}
          <Choice
            label={w.theme}
            options={(["light", "dark"] as const).map((one) => [one, w.themes[one]] as const)}
            value={theme}
            onChoose={(next) => change({ theme: next })}
          />
          <Choice
            label={w.language}
            options={languages}
            value={locale}
            onChoose={(next) => change({ locale: next })}
          />
          <fieldset className={styles.checks}>
            <legend>{w.parts}</legend>
            <Check label={w.heading} checked={hasTitle} onChange={(is) => change({ hasTitle: is })} />
            <Check label={w.legend} checked={hasLegend} onChange={(is) => change({ hasLegend: is })} />
            {view.notes.length > 0 && (
              <Check
                label={w.notes(formatCount(view.notes.length, own))}
                checked={hasNotes}
                onChange={(is) => change({ hasNotes: is })}
              />
            )}
            <Check
              label={isOfBrowser ? w.footerHere : w.footer}
              checked={hasFooter}
              onChange={(is) => change({ hasFooter: is })}
            />
          </fieldset>
          {hasTitle && (
            <p className={shared.field}>
              <label className={shared.label} htmlFor={`${id}-title`}>
                {w.name}
              </label>
              <input
                id={`${id}-title`}
                type="text"
                value={title}
                maxLength={pictureLimits.heading}
                placeholder={suggested || untitled(graph, view, locale)}
                aria-describedby={`${id}-hint`}
                onChange={({ target }) => change({ title: target.value })}
              />
              <span className={shared.hint} id={`${id}-hint`}>
                {w.nameHint}
              </span>
            </p>
          )}
        </div>
      </div>
      <div className={styles.bar}>
        <ExportProgress state={state} onCancel={cancel} />
        <div className={styles.deed}>
          <p role="status">{said}</p>
          <span className={shared.actions}>
            {format === "png" && canCopy() && (
              <button
                type="button"
                className={shared.button}
                onClick={() => copy((signal) => makePicture(wanted, { format: "png", scale }, signal))}
              >
                {w.copy}
              </button>
            )}
            <button
              type="button"
              className={shared.primary}
              aria-disabled={state.is === "working"}
              onClick={download}
            >
              {w.download(format.toUpperCase())}
            </button>
          </span>
        </div>
      </div>
    </>
  );
}

interface CheckProps {
  label: string;
  checked: boolean;
  onChange(checked: boolean): void;
}

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** There is no clipboard on pages without encryption. */
const canCopy = (): boolean => typeof ClipboardItem !== "undefined" && "clipboard" in navigator;

/** Copies a picture; `copied` says whether it came into the clipboard, once that is known. */
function useCopy(wanted: PictureWanted): {
  copied: boolean | undefined;
  copy(make: (signal: AbortSignal) => Promise<Blob>): void;
} {
  /** Of which picture, since that may change meanwhile. */
  const [last, setLast] = useState<{ of: PictureWanted; copied: boolean }>();
  return {
    copied: last?.of === wanted ? last.copied : undefined,
    copy(make) {
      setLast(undefined);
      // A browser allows it as long as it knows that somebody has asked for it, so the picture may come later.
      const item = new ClipboardItem({ "image/png": make(new AbortController().signal) });
      navigator.clipboard.write([item]).then(
        () => setLast({ of: wanted, copied: true }),
        () => setLast({ of: wanted, copied: false }),
      );
    },
  };
}
