/** The words of goals, about me, and of a plan that is read without unlocking. */
export const paper = {
  openKept: /^A copy is on this device now/,
  openGone: "The copy is gone from this device.",
  about: /^About me/,
  aboutTitle: "About me",
  parts: ["About me", "What matters to me", "How you can support me", "My story"],
  rate: "How near are you to it now?",
  keepNumber: "Save my number",
  numbers: "Your numbers over time",
};
