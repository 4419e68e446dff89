/**
 * What a key costs, from the browser's own trace: the main thread's tasks from the key's arrival on, in processor time of the thread,
 * so that neither waiting (a timer's delay) nor what else the machine does counts. `script` leaves out style, layout and paint.
 * `settled` is the clock: from the key to the end of the last task in which a script worked, waiting and all.
 */
const categories = "blink.user_timing,devtools.timeline,disabled-by-default-devtools.timeline";
/** Shorter tasks are the browser's own housekeeping (a blinking cursor). */
const least = 1_000;
/** A task with less script than this changes nothing any more (microseconds). */
const leastScript = 200;
const renders = new Set(["UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize", "Commit", "HitTest", "UpdateLayer", "PaintImage", "IntersectionObserverController::computeIntersections"]);
const scripts = new Set(["FunctionCall", "EventDispatch", "TimerFire", "FireAnimationFrame", "RunMicrotasks", "FireIdleCallback", "v8.callFunction", "HandlePostMessage", "V8.GCScavenger", "MinorGC", "MajorGC"]);

export async function traced(session) {
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value.filter((one) => one.name === "RunTask" || one.cat?.includes("user_timing") || renders.has(one.name) || scripts.has(one.name))));
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: categories.split(","), excludedCategories: ["*"] } });
  return {
    async end(count) {
      const complete = new Promise((done) => session.once("Tracing.tracingComplete", done));
      await session.send("Tracing.end");
      await complete;
      return read(events, count);
    },
  };
}

const measured = /^key (3|Backspace|Enter|ArrowUp| |Space|ArrowDown)$/;
const length = (one) => one.tdur ?? one.dur;

/** The time of the outermost of these events within a task. */
function inside(task, events, names) {
  let sum = 0;
  let end = 0;
  for (const one of events) {
    if (one.ts < Math.max(task.ts, end) || one.ts + one.dur > task.ts + task.dur || !names.has(one.name)) continue;
    sum += length(one);
    end = one.ts + one.dur;
  }
  return sum;
}

function read(events, count) {
  const marks = events.filter((one) => one.cat?.includes("blink.user_timing") && measured.test(one.name)).sort((a, b) => a.ts - b.ts);
  // Our own waiting is not the form's work.
  const waits = events.filter((one) => one.cat?.includes("blink.user_timing") && (one.name === "waited" || one.name === "rest")).map((one) => one.ts);
  const rests = events.filter((one) => one.cat?.includes("blink.user_timing") && one.name === "rest").map((one) => one.ts);
  // A list's own keys (opening it, going down) come before the one that gives the answer.
  const keys = marks.length > count ? marks.filter((one) => one.name === "key Enter") : marks;
  if (keys.length === 0) throw new Error("no key reached the page");
  const { pid, tid } = keys[0];
  const own = events.filter((one) => one.pid === pid && one.tid === tid && one.ph === "X").sort((a, b) => a.ts - b.ts);
  const tasks = own.filter((one) => one.name === "RunTask");
  return keys.map(({ ts }) => {
    const next = Math.min(ts + 60e6, ...rests.filter((rest) => rest > ts));
    // The task that the key arrived in has begun before the mark.
    const mine = tasks.filter((task) => task.ts + task.dur > ts && task.ts < next);
    const start = mine[0]?.ts ?? ts;
    const within = own.filter((one) => one.ts >= start && one.ts < next);
    let [busy, render, settled] = [0, 0, start];
    for (const task of mine.filter((task) => !waits.some((wait) => wait > task.ts && wait < task.ts + task.dur))) {
      if (length(task) >= least) {
        busy += length(task);
        render += inside(task, within, renders);
      }
      if (inside(task, within, scripts) >= leastScript) settled = task.ts + task.dur;
    }
    return { busy: busy / 1000, script: (busy - render) / 1000, settled: (settled - start) / 1000 };
  });
}
