// What is better with a script: nothing here is needed to read, ask or judge.

// Completion of questions: a combobox as the ARIA Authoring Practices have it, over a plain box.
let made = 0;

for (const box of document.querySelectorAll("[data-completes]")) {
  const around = document.createElement("div");
  around.className = "completes";
  box.replaceWith(around);
  const list = document.createElement("ul");
  list.className = "completions";
  list.id = `completions-${(made += 1)}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.querySelector(`label[for="${box.id}"]`)?.textContent.trim() ?? "");
  list.hidden = true;
  around.append(box, list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);

  let found = [];
  let at = -1;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const point = (to) => {
    at = (to + found.length) % found.length;
    [...list.children].forEach((each, place) => each.setAttribute("aria-selected", String(place === at)));
    list.children[at].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", list.children[at].id);
  };

  const take = (place) => {
    const { words, start } = found[place];
    const rest = box.value.slice(box.selectionStart);
    box.value = box.value.slice(0, start) + words + rest.trimStart();
    box.selectionStart = box.selectionEnd = start + words.length;
    box.focus();
    close();
    if (words.endsWith(":")) ask();
  };

  const show = () => {
    list.replaceChildren(...found.map((each, place) => {
      const row = document.createElement("li");
      row.id = `${list.id}-${place}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      const words = document.createElement("code");
      words.textContent = each.words.trim();
      const says = document.createElement("span");
      says.className = "small";
      says.textContent = each.says;
      row.append(words, says);
      row.addEventListener("mousedown", (event) => { event.preventDefault(); take(place); });
      return row;
    }));
    list.hidden = found.length === 0;
    box.setAttribute("aria-expanded", String(found.length > 0));
    at = -1;
  };

  const ask = async () => {
    const mine = (asked += 1);
    const query = new URLSearchParams({ q: box.value, at: box.selectionStart });
    const answer = await fetch(`/ask/complete?${query}`).catch(() => null);
    if (!answer?.ok || mine !== asked || document.activeElement !== box) return;
    found = await answer.json();
    if (mine === asked) show();
  };

  let pause;
  box.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(ask, 120); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden) { event.preventDefault(); ask(); return; }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); point(at + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); point(at < 0 ? -1 : at - 1); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
    else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) { event.preventDefault(); take(at); }
  });
}

// A choice that stands alone in a form needs no button.
for (const form of document.querySelectorAll("form.sort")) {
  form.querySelector("button").hidden = true;
  form.querySelector("select").addEventListener("change", () => form.requestSubmit());
}

// "/" goes to the box, as in many papers.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  (document.getElementById("question") ?? document.getElementById("seek"))?.focus();
});
