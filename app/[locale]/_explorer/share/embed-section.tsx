"use client";

/** Writes the code that embeds a view in another page, and shows live what it makes there. */
import { useEffect, useId, useRef, useState } from "react";
import { Choice } from "@/app/[locale]/_explorer/choice";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import type { SavedView } from "@/lib/api/views-contract";
import type { Locale } from "@/lib/graph/schema";
import { embedWords } from "@/lib/i18n/embed-words";
import {
  defaultEmbedOptions,
  type EmbedControl,
  type EmbedTheme,
  embedCode,
  embedControls,
  embedPath,
  embedSizeLimits,
  embedThemes,
} from "@/lib/view/embed-options";
import { formatView, type View } from "@/lib/view/view";
import { CopyField } from "./copy-field";
import styles from "./embed-section.module.css";
import { useShortQuery } from "./short-query";

/** CSS pixels; a width that is absent is that of the page. */
const presets = {
  small: { width: 400, height: 300 },
  medium: { width: 720, height: 480 },
  large: { width: 1024, height: 640 },
  page: { width: undefined, height: 520 },
} as const;
type Preset = keyof typeof presets;
const presetNames: readonly Preset[] = ["small", "medium", "large", "page"];
/** The preview is scaled down to at most this height, in CSS pixels. */
const previewHeight = 400;
const languages = [
  ["zh", "中文"],
  ["en", "English"],
] as const;

interface EmbedSectionProps {
  view: View;
  /** Where it has been saved: then the frame shows what is saved, whatever becomes of that. */
  saved?: SavedView | undefined;
  /** What is said of the frame to those who do not see it. */
  title: string;
}

export function EmbedSection({ view, saved, title }: EmbedSectionProps) {
  const { locale: own } = useAtlas();
  const w = embedWords[own].section;
  const [preset, setPreset] = useState<Preset | "own">("medium");
  const [typed, setTyped] = useState({ width: "720", height: "480" });
  const [controls, setControls] = useState(defaultEmbedOptions.controls);
  const [theme, setTheme] = useState<EmbedTheme>(defaultEmbedOptions.theme);
  const [locale, setLocale] = useState<Locale>(own);
  const query = useShortQuery(saved ? "" : formatView(view));
  const isWhole = preset === "page";
  const width = isWhole ? "100%" : (sizeOf("width", typed.width) ?? presets.medium.width);
  const height = sizeOf("height", typed.height) ?? presets.medium.height;
  const frameTitle = embedWords[locale].section.frameTitle(title);

  const choosePreset = (next: Preset | "own") => {
    setPreset(next);
    if (next === "own") return;
    const chosen = presets[next];
    setTyped({ width: String(chosen.width ?? typed.width), height: String(chosen.height) });
  };
  const type = (side: "width" | "height", text: string) => {
    setTyped({ ...typed, [side]: text });
    if (!(isWhole && side === "height")) setPreset("own");
  };
  const toggle = (control: EmbedControl) =>
    setControls(embedControls.filter((one) => controls.includes(one) !== (one === control)));
  if (query === null) return <p className={styles.note}>{w.tooLarge}</p>;
  const path =
    query === undefined
      ? undefined
      : embedPath(saved ? { id: saved.id } : { query }, { controls, theme, locale });
  return (
    <div className={styles.section}>
      <p className={styles.note}>{w.intro}</p>
      <div className={styles.fields}>
        <Choice
          label={w.size}
          options={[...presetNames.map((name) => [name, w.presets[name]] as const), ["own", w.own] as const]}
          value={preset}
          onChoose={choosePreset}
        />
        <div className={styles.sizes}>
          {!isWhole && (
            <SizeField
              side="width"
              label={w.width}
              text={typed.width}
              onType={(text) => type("width", text)}
            />
          )}
          <SizeField
            side="height"
            label={w.height}
            text={typed.height}
            onType={(text) => type("height", text)}
          />
        </div>
        <fieldset className={styles.controls}>
          <legend>{w.controls}</legend>
          {embedControls.map((control) => (
            <label key={control} className={styles.control}>
              <input type="checkbox" checked={controls.includes(control)} onChange={() => toggle(control)} />
              <span>{w.control[control]}</span>
            </label>
          ))}
        </fieldset>
        <Choice
          label={w.theme}
          options={embedThemes.map((one) => [one, w.themes[one]] as const)}
          value={theme}
          onChoose={(next) => setTheme(next)}
        />
        <Choice label={w.language} options={languages} value={locale} onChoose={(next) => setLocale(next)} />
      </div>
      {path !== undefined && (
        <>
          <CopyField
            label={w.code}
            text={embedCode({ src: location.origin + path, width, height, title: frameTitle })}
            rows={4}
          />
          <Preview path={path} width={width} height={height} title={frameTitle} />
        </>
      )}
    </div>
  );
}

type Side = keyof typeof embedSizeLimits;

/** A size as typed, where a frame may have it. */
function sizeOf(side: Side, text: string): number | undefined {
  const size = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  const { least, most } = embedSizeLimits[side];
  return size >= least && size <= most ? size : undefined;
}

interface SizeFieldProps {
  side: Side;
  label: string;
  text: string;
  onType(text: string): void;
}

function SizeField({ side, label, text, onType }: SizeFieldProps) {
  const { locale } = useAtlas();
  const w = embedWords[locale].section;
  const range = useId();
  const { least, most } = embedSizeLimits[side];
  return (
    <label className={styles.size}>
      <span>{label}</span>
      <input
        type="text"
        inputMode="numeric"
        size={4}
        value={text}
        aria-invalid={sizeOf(side, text) === undefined}
        aria-describedby={range}
        onChange={(event) => onType(event.target.value)}
      />
      <span id={range} className={styles.range}>
        {`${w.pixels}${sizeOf(side, text) === undefined ? ` (${w.range(least, most)})` : ""}`}
      </span>
    </label>
  );
}

interface PreviewProps {
  path: string;
  width: number | "100%";
  height: number;
  title: string;
}

/** The frame as it will be, scaled down where there is no room for it. */
function Preview({ path, width, height, title }: PreviewProps) {
  const { locale } = useAtlas();
  const w = embedWords[locale].section;
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => setRoom(element.clientWidth));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  const own = width === "100%" ? room : width;
  const scale = own > 0 ? Math.min(1, room / own, previewHeight / height) : 1;
  return (
    <div>
      <p className={styles.label}>
        {w.preview}
        {scale < 1 && ` · ${w.scaled(Math.round(scale * 100))}`}
      </p>
      <div ref={box} className={styles.preview} style={{ height: Math.ceil(height * scale) }}>
        {room > 0 && (
          <iframe
            // A frame that goes elsewhere would be an entry in this page's history; a new one is none.
            key={path}
            src={path}
            width={own}
            height={height}
            style={{ transform: `scale(${scale})` }}
            loading="lazy"
            title={title}
            allow="fullscreen"
          />
        )}
      </div>
    </div>
  );
}
