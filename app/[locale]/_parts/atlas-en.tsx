"use client";

import { en } from "@/lib/i18n/en";
import { type AtlasProps, AtlasProvider } from "./atlas";

export function EnAtlas(props: AtlasProps) {
  return <AtlasProvider {...props} locale="en" t={en} />;
}
