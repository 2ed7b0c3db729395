/** The text of a story's step, on a page and in the tour, where a link to an entity does different things. */
import { Fragment, type ReactNode } from "react";
import type { Block, Inline } from "@/lib/graph/story-schema";

interface StoryTextProps {
  blocks: readonly Block[];
  /** What leads to an entity. */
  entity(id: string, text: string): ReactNode;
}

export function StoryText({ blocks, entity }: StoryTextProps) {
  const line = (content: readonly Inline[]) => numbered(content, (inline) => inlineOf(inline, entity));
  return numbered(blocks, (block) => {
    if (block.is === "list") {
      const List = block.ordered ? "ol" : "ul";
      return (
        <List>
          {numbered(block.items, (item) => (
            <li>{line(item)}</li>
          ))}
        </List>
      );
    }
    const Block = block.is === "quote" ? "blockquote" : "p";
    return <Block>{line(block.content)}</Block>;
  });
}

/** Parts of a text have no names of their own, and never change places. */
const numbered = <T,>(parts: readonly T[], show: (part: T) => ReactNode) =>
  parts
    .map((part, i) => ({ key: i, part }))
    .map(({ key, part }) => <Fragment key={key}>{show(part)}</Fragment>);

function inlineOf(inline: Inline, entity: StoryTextProps["entity"]): ReactNode {
  switch (inline.is) {
    case "text":
      return inline.text;
    case "strong":
      return <strong>{inline.text}</strong>;
    case "emphasis":
      return <em>{inline.text}</em>;
    case "link":
      return (
        <a href={inline.href} rel="noopener noreferrer">
          {inline.text}
        </a>
      );
    case "entity":
      return entity(inline.id, inline.text);
  }
}
