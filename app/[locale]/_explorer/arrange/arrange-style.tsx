"use client";

/** What colours and sizes stand for, and the names that a reader has given to such styles. */
import { type SubmitEvent, useId, useState } from "react";
import shared from "@/app/[locale]/_explorer/filter/filter.module.css";
import { type Theme, useAtlas } from "@/app/[locale]/_parts/atlas";
import { Icon } from "@/app/[locale]/_parts/marks";
import { arrangeWords } from "@/lib/i18n/arrange-words";
import { colouringOf, sizingOf } from "@/lib/view/colouring";
import { setStyle } from "@/lib/view/explore-steps";
import type { Speech } from "@/lib/view/grouping";
import { exploreLimits, type Style, type View } from "@/lib/view/view";
import styles from "./arrange.module.css";
import { KeyChoice, Passing, Section } from "./arrange-section";
import { dropStyle, keepStyle, type NamedStyle, tidyName, useSavedStyles } from "./saved-styles";
import { ColourLegend, SizeLegend } from "./style-legend";

type Options = readonly { readonly key: string; readonly name: string }[];

interface StyleSectionProps {
  speech: Speech;
  style: Style;
  theme: Theme;
  /** What colours and sizes can stand for. */
  colours: Options;
  sizes: Options;
  onStep(step: (view: View) => View): void;
}

export function StyleSection({ speech, style, theme, colours, sizes, onStep }: StyleSectionProps) {
  const { locale } = useAtlas();
  const w = arrangeWords[locale];
  const [colourNote, sizeNote] = [useId(), useId()];
  const colouring = style.colour ? colouringOf(speech, style.colour) : undefined;
  const sizing = style.size ? sizingOf(speech, style.size) : undefined;
  return (
    <Section title={w.style}>
      <KeyChoice
        label={w.colourBy}
        usual={w.usualColour}
        options={colours}
        value={style.colour}
        describedBy={colouring ? undefined : colourNote}
        onChoose={(colour) => onStep((now) => setStyle(now, styleOf({ size: now.style.size, colour })))}
      />
      {colouring ? (
        <ColourLegend colouring={colouring} theme={theme} />
      ) : (
        <p id={colourNote} className={shared.muted}>
          {w.usualColourNote}
        </p>
      )}
      <KeyChoice
        label={w.sizeBy}
        usual={w.usualSize}
        options={sizes}
        value={style.size}
        describedBy={sizing ? undefined : sizeNote}
        onChoose={(size) => onStep((now) => setStyle(now, styleOf({ colour: now.style.colour, size })))}
      />
      {sizing ? (
        <SizeLegend speech={speech} sizing={sizing} />
      ) : (
        <p id={sizeNote} className={shared.muted}>
          {w.usualSizeNote}
        </p>
      )}
    </Section>
  );
}

/** Without what is the usual. */
const styleOf = ({ colour, size }: { colour?: string | undefined; size?: string | undefined }): Style => ({
  ...(colour && { colour }),
  ...(size && { size }),
});

interface NamedStylesProps extends Pick<StyleSectionProps, "style" | "colours" | "sizes" | "onStep"> {}

export function NamedStyles({ style, colours, sizes, onStep }: NamedStylesProps) {
  const { t, locale } = useAtlas();
  const w = arrangeWords[locale];
  const kept = useSavedStyles();
  const [name, setName] = useNameOf(style);
  const [said, setSaid] = useState("");
  const [field, hint] = [useId(), useId()];
  const tidy = tidyName(name);
  const isUsual = !style.colour && !style.size;

  const keep = (next: NamedStyle) => setSaid(keepStyle(next) ? w.saved(next.name) : w.notKept);
  const save = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (tidy === "" || isUsual) return;
    const next = { ...styleOf(style), name: tidy };
    keep(next);
    onStep((now) => setStyle(now, next));
  };
  const describe = ({ colour, size }: Style): string =>
    [
      ...(colour ? [w.colourIs(nameIn(colours, colour))] : []),
      ...(size ? [w.sizeIs(nameIn(sizes, size))] : []),
    ].join(t.listSeparator);

  return (
    <Section title={w.styles}>
      <Foreign style={style} kept={kept} onKeep={keep} />
      <form className={styles.naming} onSubmit={save}>
        <label htmlFor={field} className={shared.muted}>
          {w.styleName}
        </label>
        <input
          id={field}
          type="text"
          className={shared.find}
          aria-describedby={hint}
          autoComplete="off"
          maxLength={exploreLimits.styleName}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className={shared.button} disabled={tidy === "" || isUsual}>
          {w.save}
        </button>
        <p id={hint} className={shared.muted}>
          {isUsual ? w.nothingToName : w.styleHint}
        </p>
      </form>
      <p role="status" className={shared.muted}>
        {said}
      </p>
      {kept.length > 0 && (
        <ul className={styles.kept} aria-label={w.kept}>
          {kept.map((one) => (
            <li key={one.name}>
              <Passing className={styles.keptStyle}>
                <button
                  type="button"
                  className={styles.apply}
                  aria-pressed={isSameStyle(one, style)}
                  onClick={() => onStep((now) => setStyle(now, one))}
                >
                  <span>{one.name}</span>
                  <span className={shared.muted}>{describe(one)}</span>
                </button>
                <button
                  type="button"
                  className={styles.drop}
                  aria-label={w.deleteStyle(one.name)}
                  title={w.deleteStyle(one.name)}
                  onClick={() => setSaid(dropStyle(one.name) ? w.deleted(one.name) : w.notKept)}
                >
                  <Icon name="close" size={16} />
                </button>
              </Passing>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

interface ForeignProps {
  style: Style;
  kept: readonly NamedStyle[];
  onKeep(style: NamedStyle): void;
}

/** Offers to keep a named style that has come with a link. */
function Foreign({ style, kept, onKeep }: ForeignProps) {
  const { locale } = useAtlas();
  const w = arrangeWords[locale];
  const { name } = style;
  if (!name || kept.some((one) => isSameStyle(one, style))) return null;
  const isKnown = kept.some((one) => one.name === name);
  return (
    <Passing className={styles.foreign}>
      <p>{isKnown ? w.differs(name) : w.foreign(name)}</p>
      <button type="button" className={shared.button} onClick={() => onKeep({ ...style, name })}>
        {isKnown ? w.replace : w.keep}
      </button>
    </Passing>
  );
}

const isSameStyle = (a: Style, b: Style): boolean =>
  a.name === b.name && a.colour === b.colour && a.size === b.size;

const nameIn = (options: Options, wanted: string): string =>
  options.find(({ key }) => key === wanted)?.name ?? wanted;

/**
 * What stands in the field for a name: the name of the style once it has one. When a style is changed and has none any
 * more, the last one stays there, so that what was changed can be saved in its place.
 */
function useNameOf(style: Style): [string, (name: string) => void] {
  const [name, setName] = useState(style.name ?? "");
  const [known, setKnown] = useState(style.name);
  if (style.name !== known) {
    setKnown(style.name);
    if (style.name !== undefined) setName(style.name);
  }
  return [name, setName];
}
