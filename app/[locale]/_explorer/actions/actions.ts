/** What is made of the list of actions: context menus, the command palette, and what keys mean. */
import type { Locale } from "@/lib/graph/schema";
import { actionWords } from "@/lib/i18n/action-words";
import { type Action, type Deeds, type Situation, type Subject, sections } from "./action";
import type { ActionIconName } from "./action-icons";
import { actionsOfGraph, plainActions } from "./action-list";
import type { MenuItem } from "./context-menu";
import { ariaKeys, type Keystroke, keyText, matchesKey, onMac } from "./keystrokes";

export {
  type Action,
  type Deeds,
  type Section,
  type Situation,
  type Subject,
  sections,
  subjects,
} from "./action";
export { keyText } from "./keystrokes";

/** All actions that there are, in the order in which menus and help list them, whether they are possible or not. */
export function actionsOf(situation: Situation): Action[] {
  const all = [...plainActions, ...actionsOfGraph(situation)];
  return all.sort((a, b) => sections.indexOf(a.section) - sections.indexOf(b.section));
}

/** The context menu of a subject: what can be done with it now. */
export function menuFor(on: Subject, situation: Situation, deeds: Deeds): MenuItem[] {
  const words = actionWords[situation.locale];
  return actionsOf(situation)
    .filter((action) => action.on.includes(on) && action.when(situation))
    .map((action) => ({
      id: action.id,
      label: action.name(words, situation),
      icon: action.icon,
      section: action.section,
      inPanel: action.inPanel,
      ...keysOf(action, situation),
      act: () => action.run(deeds, situation),
    }));
}

/** The keys of an action as they are shown and told; a phone has none. */
function keysOf({ keys }: Action, { isPhone }: Situation): { keys?: string; ariaKeys?: string } {
  if (!keys || isPhone) return {};
  return { keys: keyText(keys.slice(0, 1)), ariaKeys: ariaKeys(keys) };
}

/** An action as the command palette offers it. */
export interface PaletteEntry {
  readonly id: string;
  readonly name: string;
  /** In the other language, which it answers to as well. */
  readonly otherName: string;
  /** Title of its section. */
  readonly section: string;
  readonly icon: ActionIconName;
  readonly keys?: string;
  /** It is offered to those who ask for it, not to those who look around. */
  readonly isOneOfMany: boolean;
  act(): void;
}

/** What the command palette offers now, section by section. */
export function paletteEntries(situation: Situation, deeds: Deeds): PaletteEntry[] {
  const other: Locale = situation.locale === "zh" ? "en" : "zh";
  const [words, otherWords] = [actionWords[situation.locale], actionWords[other]];
  const translated = { ...situation, locale: other };
  return actionsOf(situation)
    .filter((action) => action.palette && action.when(situation))
    .map((action) => ({
      id: action.id,
      name: action.name(words, situation),
      otherName: action.name(otherWords, translated),
      section: words.sections[action.section],
      icon: action.icon,
      isOneOfMany: action.isOneOfMany === true,
      ...keysOf(action, situation),
      act: () => action.run(deeds, situation),
    }));
}

/**
 * The action that a key asks for here and now, if any.
 *
 * Single keys count only while the map has the focus, or nothing has (WCAG 2.1.4, "Character Key Shortcuts"); combined
 * with Control or Command they count on buttons too, but while one types only where the action says so.
 */
export function shortcutOf(event: Keystroke, situation: Situation, isMac = onMac()): Action | undefined {
  return plainActions.find(
    (action) =>
      action.keys?.some((key) => matchesKey(key, event, isMac, action.whileTyping === true)) &&
      action.when(situation),
  );
}
