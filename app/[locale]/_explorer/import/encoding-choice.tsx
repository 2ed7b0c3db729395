"use client";

/** What the text of a file is encoded in, for a reader who knows better than can be told from its bytes. */
import { useAtlas } from "@/app/[locale]/_parts/atlas";
import { isTextEncoding, type TextEncoding, textEncodings } from "@/lib/exchange/decode";
import { importWords } from "@/lib/i18n/import-words";

interface EncodingChoiceProps {
  label: string;
  /** What it was read as; nothing where it could not be read. */
  value?: string;
  onChoose(encoding: TextEncoding): void;
}

export function EncodingChoice({ label, value = "", onChoose }: EncodingChoiceProps) {
  const { locale } = useAtlas();
  const w = importWords[locale].table;
  return (
    <label>
      {label}
      <select value={value} onChange={({ target }) => isTextEncoding(target.value) && onChoose(target.value)}>
        {/* What a file declares need not be among those that one can choose. */}
        {!isTextEncoding(value) && <option value={value}>{value || w.encodingUnknown}</option>}
        {textEncodings.map((encoding) => (
          <option key={encoding} value={encoding}>
            {w.encodings[encoding]}
          </option>
        ))}
      </select>
    </label>
  );
}
