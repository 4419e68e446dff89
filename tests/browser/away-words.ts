/** The words of taking the record away, of what stands under an entry, and of what words mean. */
export const away = {
  link: /^Take my record away/,
  title: "Take my record away",
  safe: "Keep it safe",
  files: ["Save everything", "Save the summary", "Save results", "Save scores"],
  made: "Your file is made. Your browser is saving it.",
  missing: "What is not in the files",
  paper: "Choose and print",
  paperTitle: "Summary of my record",
  print: "Print, or save as PDF",
  part: "Medicines",
};

export const beside = {
  title: "Ask or tell your team about this",
  means: "What this means",
  unchecked: "Not yet checked by a clinician.",
  wrong: "Something is not right",
  what: "What is not right?",
  kept: "What you write is kept here until you send it.",
  send: "Send to my team",
  here: "Saved here, not sent yet",
  sent: "Sent. Nobody has taken it up yet",
  more: "Ask for more of this",
  ask: "Ask my team for more",
  takes: /5 working days/,
};
