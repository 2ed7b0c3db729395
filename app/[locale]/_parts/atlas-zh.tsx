"use client";

import { zh } from "@/lib/i18n/zh";
import { type AtlasProps, ViewAtlas } from "./atlas";

export function ZhAtlas(props: AtlasProps) {
  return <ViewAtlas {...props} locale="zh" t={zh} />;
}
