"use client";

import { zh } from "@/lib/i18n/zh";
import { Embed, type EmbedProps } from "./embed";

export function ZhEmbed(props: EmbedProps) {
  return <Embed {...props} locale="zh" t={zh} />;
}
