/** Questionnaires that others wrote, from the folder that LAPWING_DATA names, as a trust would bring them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Item {
  type?: string;
  item?: Item[];
  extension?: { url: string }[];
}

interface Questionnaire {
  resourceType?: string;
  url?: string;
  title?: string;
  item?: Item[];
}

/** One that was drawn. */
export interface Drawn {
  /** Whose folder it is from. */
  source: string;
  file: string;
  questionnaire: Questionnaire;
}

/** What a robot cannot know: which text fits a pattern or an author's own rule, or which file to hand in. */
const beyond = /\/(regex|questionnaire-constraint|targetConstraint|minLength|minValue|maxValue|questionnaire-referenceResource)$/;
const enough = 40;

/** The folder, if it is there. */
export const folder = process.env.LAPWING_DATA ? join(process.env.LAPWING_DATA, "questionnaires") : undefined;

/** The source folders. */
export function sources(): string[] {
  return folder ? readdirSync(folder).sort() : [];
}

/** Those of a source folder in an order that the seed decides: short enough, and answerable without knowing the author. */
export function drawn(source: string, seed: number): Drawn[] {
  const found: Drawn[] = [];
  for (const path of readdirSync(join(folder ?? "", source), { recursive: true, encoding: "utf8" }).sort()) {
    if (!path.endsWith(".json")) continue;
    const file = join(folder ?? "", source, path);
    const questionnaire = JSON.parse(readFileSync(file, "utf8")) as Questionnaire;
    if (questionnaire.resourceType === "Questionnaire" && fits(questionnaire)) found.push({ source, file, questionnaire });
  }
  return shuffled(found, seed);
}

function fits(questionnaire: Questionnaire): boolean {
  const items = all(questionnaire.item ?? []);
  const asked = items.filter((one) => one.type !== "group" && one.type !== "display");
  const strange = items.some((one) => one.type === "attachment" || one.extension?.some(({ url }) => beyond.test(url)));
  return asked.length > 0 && asked.length <= enough && !strange;
}

function all(items: Item[]): Item[] {
  return items.flatMap((one) => [one, ...all(one.item ?? [])]);
}

/** Fisher and Yates, by a small generator of Lehmer's kind. */
function shuffled<T>(list: T[], seed: number): T[] {
  let state = seed % 2147483647 || 1;
  const next = (below: number): number => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  for (let at = list.length - 1; at > 0; at--) {
    const other = next(at + 1);
    [list[at], list[other]] = [list[other] as T, list[at] as T];
  }
  return list;
}

/** A trust's folder with this questionnaire alone; the address that its response will name. */
export function bring({ questionnaire }: Drawn): { folder: string; url: string; title: string } {
  const own = mkdtempSync(join(tmpdir(), "lapwing-own-"));
  const title = "Brought by the trust";
  const url = questionnaire.url ?? "https://example.org/Questionnaire/given";
  mkdirSync(join(own, "given"));
  writeFileSync(join(own, "given/questionnaire.json"), JSON.stringify({ ...questionnaire, url }));
  const file = "/questionnaires/given/questionnaire.json";
  writeFileSync(join(own, "index.json"), JSON.stringify([{ name: "given", url, title, about: "", why: "", questions: 1, minutes: 1, file }]));
  return { folder: own, url, title };
}
