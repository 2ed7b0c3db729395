"use client";

/** What the picture will look like, drawn anew a moment after anything about it has changed. */
import { useEffect, useState } from "react";
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { exportWords } from "@/lib/i18n/export-words";
import styles from "./export.module.css";
import { exportErrorText, isTooLarge } from "./export-error";
import { makePicture, type PictureWanted, pageSizes } from "./picture";

/** So long nothing may change before it is drawn, in milliseconds. */
const pause = 350;

interface PicturePreviewProps {
  wanted: PictureWanted;
  title: string;
}

export function PicturePreview({ wanted, title }: PicturePreviewProps) {
  const { locale } = useAtlas();
  const w = exportWords[locale].pictures;
  const [drawn, setDrawn] = useState<{ of: PictureWanted; url?: string; error?: unknown }>();
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const draw = () =>
      makePicture(wanted, { format: "png", scale: 1 }, signal).then(
        (picture) => {
          if (!signal.aborted) setDrawn({ of: wanted, url: URL.createObjectURL(picture) });
        },
        (error: unknown) => {
          if (!signal.aborted) setDrawn({ of: wanted, error });
        },
      );
    const timer = setTimeout(draw, pause);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [wanted]);
  const url = drawn?.url;
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  const isOld = drawn?.of !== wanted;
  const failed = isTooLarge(drawn?.error) ? exportErrorText(drawn?.error, locale) : w.previewFailed;
  const { width, height } = pageSizes[wanted.shape];
  return (
    <figure className={styles.preview} data-shape={wanted.shape} data-transparent={wanted.isTransparent}>
      {url ? (
        <img src={url} width={width} height={height} alt={w.previewOf(title)} data-old={isOld} />
      ) : (
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false" />
      )}
      <p className={styles.said} role="status">
        {isOld ? w.drawing : drawn && url === undefined ? failed : ""}
      </p>
    </figure>
  );
}
