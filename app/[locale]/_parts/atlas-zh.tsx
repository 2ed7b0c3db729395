"use client";

import { zh } from "@/lib/i18n/zh";
import { type AtlasProps, AtlasProvider } from "./atlas";

export function ZhAtlas(props: AtlasProps) {
  return <AtlasProvider {...props} locale="zh" t={zh} />;
}
