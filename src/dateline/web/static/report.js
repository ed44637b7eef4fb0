// A report with its claims, by keyboard and lit both ways. Every key presses a button or follows a link that is there
// without a script too; the next doubtful claim is fetched while this one is looked at.

let ahead = null;

function start() {
  const report = document.querySelector(".report");
  if (!report) return;
  const next = report.dataset.next;
  ahead = next ? { url: next, page: fetch(next.split("#")[0]).then((answer) => (answer.ok ? answer.text() : null)).catch(() => null) } : null;
  const wanted = location.hash.startsWith("#claim-") ? document.getElementById(location.hash.slice(1)) : null;
  if (wanted || report.dataset.chosen) choose(wanted ?? document.getElementById(`claim-${report.dataset.chosen}`), false);
}

const claims = () => [...document.querySelectorAll(".beside")];
const chosen = () => document.querySelector(".beside.now");

function light(id, on) {
  for (const each of document.querySelectorAll(`.report [data-claims~="${CSS.escape(id)}"]`)) each.classList.toggle("now", on);
}

function choose(claim, focus = true) {
  if (!claim) return;
  for (const each of claims()) {
    if (each.classList.contains("now")) light(each.dataset.claim, false);
    each.classList.toggle("now", each === claim);
  }
  light(claim.dataset.claim, true);
  claim.scrollIntoView({ block: "nearest" });
  document.getElementById(`at-${claim.dataset.claim}`)?.scrollIntoView({ block: "nearest" });
  if (focus) claim.focus({ preventScroll: true });
}

function move(by) {
  const all = claims();
  const at = all.indexOf(chosen());
  choose(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]);
}

async function follow() {
  if (!ahead) return;
  const { url, page } = ahead;
  const html = await page;
  if (!html) { location.assign(url); return; }
  const fresh = new DOMParser().parseFromString(html, "text/html");
  document.title = fresh.title;
  document.querySelector("main").replaceWith(document.adoptNode(fresh.querySelector("main")));
  history.pushState(null, "", url);
  scrollTo(0, 0);
  start();
}

async function send(form, claim) {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "x-part": "claim" } });
  const html = await answer.text();
  if (!answer.ok) {
    const said = new DOMParser().parseFromString(html, "text/html").querySelector(".said")?.textContent ?? answer.statusText;
    let note = claim.querySelector(".wrong");
    if (!note) { note = document.createElement("p"); note.className = "wrong"; note.setAttribute("role", "alert"); claim.append(note); }
    note.textContent = said;
    return null;
  }
  const part = document.createElement("template");
  part.innerHTML = html;
  const fresh = part.content.querySelector(".beside");
  claim.replaceWith(fresh);
  return fresh;
}

async function mend(link, claim) {
  const held = claim.querySelector(".mend");
  if (held) { held.remove(); return; }
  const answer = await fetch(`${link.href}?part=form`);
  if (!answer.ok) { location.assign(link.href); return; }
  const part = document.createElement("template");
  part.innerHTML = await answer.text();
  claim.append(part.content);
  claim.querySelector(".mend select").focus();
}

document.addEventListener("submit", async (event) => {
  const claim = event.target.closest(".beside");
  if (!claim) return;
  event.preventDefault();
  const undo = event.target.action.endsWith("/undo");
  const fresh = await send(event.target, claim);
  if (!fresh) return;
  choose(fresh);
  if (undo) return;
  const rest = claims();
  const later = rest.slice(rest.indexOf(fresh) + 1).find((each) => "doubtful" in each.dataset);
  if (later) choose(later);
  else if (!rest.some((each) => "doubtful" in each.dataset)) follow();
});

document.addEventListener("click", (event) => {
  const claim = event.target.closest(".beside");
  const link = event.target.closest("a[data-key=m]");
  if (link && claim) { event.preventDefault(); mend(link, claim); return; }
  if (event.target.closest("[data-close]") && claim) { event.preventDefault(); claim.querySelector(".mend").remove(); claim.focus(); return; }
  if (event.target.closest("a[data-key=n]")) { event.preventDefault(); follow(); return; }
  const lit = event.target.closest(".report [data-claims]");
  if (lit) { event.preventDefault(); choose(document.getElementById(`claim-${lit.dataset.claims.split(" ")[0]}`)); return; }
  if (claim && !event.target.closest("a, button, input, select, label")) choose(claim, false);
});

document.addEventListener("focusin", (event) => {
  const claim = event.target.closest(".beside");
  if (claim && claim !== chosen()) choose(claim, false);
});

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || !document.querySelector(".report")) return;
  if (event.key === "Escape" && chosen()?.querySelector(".mend")) { chosen().querySelector(".mend").remove(); chosen().focus(); return; }
  if (event.target.closest("input, select, textarea")) return;
  if (event.key === "j" || event.key === "k") { event.preventDefault(); move(event.key === "j" ? 1 : -1); return; }
  const button = event.key === "n" ? document.querySelector("[data-key=n]") : chosen()?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (button) { event.preventDefault(); button.click(); }
});

// The claims follow the text: beside what is read stands what it claims, unless somebody is among the claims.
let turning = false;
addEventListener("scroll", () => {
  if (turning) return;
  turning = true;
  requestAnimationFrame(() => {
    turning = false;
    const beside = document.querySelector(".beside-text");
    if (!beside || beside.scrollHeight <= beside.clientHeight || beside.matches(":hover, :focus-within")) return;
    const pin = [...document.querySelectorAll(".text .pin")].find((each) => each.getBoundingClientRect().top > 0);
    const claim = pin && document.getElementById(`claim-${pin.dataset.claims}`);
    if (claim) beside.scrollTop = claim.offsetTop - beside.offsetTop;
  });
}, { passive: true });

addEventListener("popstate", () => { if (!location.hash) location.reload(); });
start();
