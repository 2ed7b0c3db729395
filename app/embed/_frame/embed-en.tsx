"use client";

import { en } from "@/lib/i18n/en";
import { Embed, type EmbedProps } from "./embed";

export function EnEmbed(props: EmbedProps) {
  return <Embed {...props} locale="en" t={en} />;
}
