// The figures of the front page as they grow, and a word when there is more to read.
const figures = document.querySelector("[data-live]");
if (figures && !new URLSearchParams(location.search).get("as_of")) {
  let first = null;
  const open = () => {
    const stream = new EventSource(figures.dataset.live);
    stream.addEventListener("message", (event) => {
      const now = JSON.parse(event.data);
      first ??= now.revision;
      for (const each of figures.querySelectorAll("[data-figure]")) each.textContent = now[each.dataset.figure].toLocaleString(document.documentElement.lang);
      document.querySelector("[data-fresh]").hidden = now.revision === first;
    });
    return stream;
  };
  let stream = open();
  document.addEventListener("visibilitychange", () => {
    stream.close();
    if (!document.hidden) stream = open();
  });
}
