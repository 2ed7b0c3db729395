/** The picture of a view on a page, in the colours of the page; on paper always in the light ones. */
import type { Locale } from "@/lib/graph/schema";
import { pictureSize } from "@/lib/picture/sheet";
import type { View } from "@/lib/view/view";
import { previewPath, type Told } from "./canvas";
import styles from "./map-picture.module.css";

interface MapPictureProps {
  locale: Locale;
  view: View;
  /** Of the data. */
  version: string;
  alt: string;
  told?: Told;
  /** Whether it is in sight when the page opens. */
  isFirst?: boolean;
}

/** Two pictures of which the style shows one: the other is never asked for, since it is in nobody's sight. */
export function MapPicture({ locale, view, version, alt, told, isFirst = false }: MapPictureProps) {
  return (
    <span className={styles.picture}>
      {(["light", "dark"] as const).map((theme) => (
        <img
          key={theme}
          data-theme-only={theme}
          src={previewPath(locale, view, version, { theme: theme === "light" ? undefined : theme, told })}
          alt={alt}
          loading="lazy"
          decoding="async"
          fetchPriority={isFirst ? "high" : "auto"}
          {...pictureSize}
        />
      ))}
    </span>
  );
}
