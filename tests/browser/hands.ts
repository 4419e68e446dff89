/** A person without a mouse: Tab, letters, arrows, blank and Enter, and nothing else. */
import type { Page } from "@playwright/test";

/** What has the focus. */
interface Place {
  /** What is to be done there. */
  kind: "choose" | "tick" | "list" | "search" | "slide" | "write" | "press" | "other";
  /** What to write. */
  text: string;
  /** The accessible name of what can be pressed. */
  name: string;
  /** Whether an answer stands there already. */
  done: boolean;
  inMain: boolean;
}

/** Runs in the page: what has the focus, and what a person would do with it. */
function look(): Place {
  const at = document.activeElement as HTMLElement;
  const name = (at.getAttribute("aria-label") ?? at.textContent ?? "").trim();
  const place: Place = { kind: "other", text: "", name, done: false, inMain: at.closest("main") !== null };
  const group = at.closest("fieldset, [role=radiogroup], [role=group]");
  if (at instanceof HTMLSelectElement) return { ...place, kind: "list", done: at.selectedIndex > 0 };
  if (at instanceof HTMLTextAreaElement) return { ...place, kind: "write", text: "some words", done: at.value !== "" };
  if (at instanceof HTMLInputElement) {
    const words = `${at.labels?.[0]?.textContent ?? ""} ${name}`.toLowerCase();
    const done = at.value !== "";
    if (at.type === "radio") return { ...place, kind: "choose", done: group?.querySelector("input:checked") !== null };
    if (at.type === "checkbox") return { ...place, kind: "tick", done: group?.querySelector("input:checked") != null || at.checked };
    if (at.type === "range") return { ...place, kind: "slide", done: at.dataset.moved === "yes" };
    if (at.type === "file") return place;
    if (at.type === "time") return { ...place, kind: "write", text: "1030", done };
    if (at.getAttribute("role") === "combobox") return { ...place, kind: "search", done };
    if (at.type === "url") return { ...place, kind: "write", text: "https://example.org/", done };
    if (/\bday\b/.test(words)) return { ...place, kind: "write", text: "27", done };
    if (/\bmonth\b/.test(words)) return { ...place, kind: "write", text: "3", done };
    if (/\byear\b/.test(words)) return { ...place, kind: "write", text: "1987", done };
    const number = at.inputMode === "numeric" || at.inputMode === "decimal";
    return { ...place, kind: "write", text: number ? "3" : "a word", done };
  }
  if (at instanceof HTMLButtonElement || at instanceof HTMLAnchorElement) return { ...place, kind: "press" };
  return place;
}

/**
 * Goes on with Tab, answering what is not answered, until something whose name is `go` is pressed.
 * Says how many answers were given.
 */
export async function answerUntil(page: Page, go: string, most = 400): Promise<number> {
  const { keyboard } = page;
  let answers = 0;
  for (let pressed = 0; pressed < most; pressed++) {
    await keyboard.press("Tab");
    const place = await page.evaluate(look);
    if (!place.inMain) continue;
    if (place.kind === "press" && place.name === go) {
      await keyboard.press("Enter");
      return answers;
    }
    if (place.done || place.kind === "other" || place.kind === "press") continue;
    answers++;
    if (place.kind === "choose" || place.kind === "tick") await keyboard.press("Space");
    if (place.kind === "list") await keyboard.press("ArrowDown");
    if (place.kind === "slide") await keyboard.press("ArrowRight");
    if (place.kind === "write") await keyboard.type(place.text);
    if (place.kind === "search") {
      await keyboard.type("a");
      await keyboard.press("ArrowDown");
      await keyboard.press("Enter");
    }
  }
  throw new Error(`"${go}" is not reached within ${most} steps of Tab`);
}
