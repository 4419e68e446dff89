/** The words by which a journey of links finds things, and links made by other hands than the app's. */
import { createCipheriv, randomBytes } from "node:crypto";
import { deflateRawSync } from "node:zlib";

export const links = {
  title: "Links to show",
  make: "Make a link",
  plan: /^My care plan/,
  about: /^About me/,
  summary: /^A summary of my health/,
  label: "What do you call this link?",
  passcode: /^Passcode/,
  go: "Make the link",
  missing: /A passcode has at least 6/,
  nothing: /There is nothing to show in this yet/,
  made: "Your link is ready",
  picture: "A square picture of the link, for a camera",
  text: "The link",
  copy: "Copy the link",
  copied: /^Copied\./,
  back: "Back to your links",
  again: /^Show “.*” again$/,
  stop: /^Stop “/,
  over: "Links that are over",
  opened: "Opened once",
  by: /by “Dr Grey, Elsewhere Hospital” as they said/,
  open: "Open a health link",
  who: "Your name, or your organisation",
  thePasscode: "The passcode",
  openIt: "Open it",
  wrong: /That passcode is not right. You can try (9 more times|8 more times)\./,
  inside: "What is in this link",
  close: "Close it",
  nothingHere: "This link opens nothing",
  paste: "The link",
  goOn: "Go on",
  noLink: "This is not a health link",
  locked: "It can’t be unlocked",
  card: /^Emergency card/,
  cardTitle: "Emergency card",
  cardLooks: "This is your card",
};

const encoded = (bytes: Buffer | string) => Buffer.from(bytes).toString("base64url");

/** An encrypted file, by Node's cryptography. */
export function file(key: Buffer, content: unknown, zip = true): string {
  const header = encoded(JSON.stringify({ alg: "dir", enc: "A256GCM", cty: "application/fhir+json", ...(zip && { zip: "DEF" }) }));
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(Buffer.from(header));
  const plain = Buffer.from(JSON.stringify(content));
  const sealed = Buffer.concat([cipher.update(zip ? deflateRawSync(plain) : plain), cipher.final()]);
  return [header, "", encoded(iv), encoded(sealed), encoded(cipher.getAuthTag())].join(".");
}

/** A link of another gateway. */
export function link(key: Buffer, more: Record<string, unknown> = {}): string {
  const said = { url: "https://shl.example.org/m/abc", key: encoded(key), label: "From elsewhere", ...more };
  return `https://viewer.example/#shlink:/${encoded(JSON.stringify(said))}`;
}
