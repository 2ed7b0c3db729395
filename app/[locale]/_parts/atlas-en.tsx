"use client";

import { en } from "@/lib/i18n/en";
import { type AtlasProps, ViewAtlas } from "./atlas";

export function EnAtlas(props: AtlasProps) {
  return <ViewAtlas {...props} locale="en" t={en} />;
}
