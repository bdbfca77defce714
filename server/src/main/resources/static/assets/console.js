// Keys, look, copying, and pages that keep themselves up to date. Every page works without it.
"use strict";

(() => {
  const places = { s: "/", i: "/incidents", r: "/reports", f: "/feeds", t: "/routes", e: "/settings/operator" };
  const help = document.getElementById("help");
  let going = false;

  const isTyping = (element) =>
    element instanceof HTMLElement &&
    (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }
    if (going) {
      going = false;
      const link = places[event.key] && document.querySelector(`.top nav a[href="${places[event.key]}"]`);
      if (link) {
        event.preventDefault();
        location.href = link.href;
      }
      return;
    }
    if (event.key === "g") {
      going = true;
      setTimeout(() => (going = false), 1500);
    } else if (event.key === "/" && document.getElementById("find")) {
      event.preventDefault();
      document.getElementById("find").focus();
    } else if (event.key === "?") {
      event.preventDefault();
      help.showModal();
    }
  });
  document.getElementById("help-open").addEventListener("click", () => help.showModal());

  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-copy]");
    if (!button) {
      return;
    }
    const source = document.querySelector(button.dataset.copy);
    const text = "value" in source ? source.value : source.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without TLS the browser has no clipboard for us: mark the text instead, Ctrl+C copies it.
      if (source.select) {
        source.select();
      } else {
        getSelection().selectAllChildren(source);
      }
      document.execCommand("copy");
    }
    button.textContent = button.dataset.done;
  });

  // The editor: line numbers scroll with the text, a fault's link goes to its line.
  const text = document.querySelector(".editor textarea");
  if (text) {
    const lines = document.querySelector(".editor .lines");
    const number = () => {
      const wanted = text.value.split("\n").length;
      while (lines.children.length < wanted) {
        const line = document.createElement("span");
        line.textContent = lines.children.length + 1;
        line.id = `line-${line.textContent}`;
        lines.append(line, "\n");
      }
    };
    text.addEventListener("scroll", () => (lines.scrollTop = text.scrollTop));
    text.addEventListener("input", number);
    document.querySelectorAll("[data-line]").forEach((link) => {
      document.getElementById(`line-${link.dataset.line}`)?.classList.add("bad");
      link.addEventListener("click", (event) => {
        event.preventDefault();
        const before = text.value.split("\n").slice(0, link.dataset.line - 1);
        const start = before.join("\n").length + (before.length ? 1 : 0);
        text.focus();
        text.setSelectionRange(start + Number(link.dataset.column) - 1, start + text.value.slice(start).split("\n")[0].length);
        text.scrollTop = (link.dataset.line - 5) * parseFloat(getComputedStyle(text).lineHeight);
      });
    });
  }

  // A link to what is folded unfolds it.
  const unfold = () => {
    const meant = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!meant) {
      return;
    }
    for (let around = meant.parentElement; around; around = around.parentElement) {
      around.tagName === "DETAILS" && (around.open = true);
    }
    meant.scrollIntoView();
    meant.focus({ preventScroll: true });
  };
  addEventListener("hashchange", unfold);
  unfold();

  // Tables for narrow screens: each cell carries the name of its column. Where rows span others, those to the right keep theirs.
  const label = (root) =>
    root.querySelectorAll(".scroll:not(.tall) > table.table").forEach((table) => {
      const names = [...table.querySelectorAll(":scope > thead th")].map((head) => head.textContent.trim());
      if (names.length < 2) {
        return;
      }
      table.querySelectorAll(":scope > tbody > tr").forEach((row) => {
        const cells = [...row.children];
        const skipped = names.length - cells.reduce((wide, cell) => wide + cell.colSpan, 0);
        cells.forEach((cell, place) => {
          if (cell.colSpan === 1 && cell.textContent.trim() && names[skipped + place]) {
            cell.dataset.label = names[skipped + place];
          }
        });
      });
      table.classList.add("labelled");
    });
  // What is wider than the screen is scrolled by keyboard too, and has a name.
  const reach = (root) =>
    root.querySelectorAll(".scroll").forEach((box) => {
      if (box.scrollWidth <= box.clientWidth + 1) {
        ["tabindex", "role", "aria-label"].forEach((each) => box.removeAttribute(each));
        return;
      }
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      const heading = box.closest("section, .card, main")?.querySelector("h1, h2, h3");
      box.setAttribute("aria-label", heading ? heading.textContent.trim() : document.title);
    });
  // Parts are compared with what was sent, not with what the script made of it.
  document.querySelectorAll("[data-live-part]").forEach((part) => (part.dataset.seen = part.innerHTML));
  const dress = (root) => {
    label(root);
    reach(root);
  };
  dress(document);
  addEventListener("resize", () => reach(document));
  document.addEventListener("anshin:fresh", (event) => dress(event.detail));

  // Leaving a half-written form is asked about.
  document.querySelectorAll("form[data-keep]").forEach((form) => {
    let changed = false;
    form.addEventListener("input", () => (changed = true));
    form.addEventListener("submit", () => (changed = false));
    addEventListener("beforeunload", (event) => changed && event.preventDefault());
  });

  if (document.body.dataset.live !== "on" || !document.querySelector("[data-live-part]")) {
    return;
  }
  const lost = document.getElementById("connection");
  let waiting = false;
  let stale = false;

  // Someone reads or works in a part while text in it is marked, it has the focus, or something typed in it is not sent yet.
  const isInUse = (part) => {
    const marked = getSelection();
    return (
      part.contains(document.activeElement) ||
      [...part.querySelectorAll("input, textarea")].some((each) => each.value !== each.defaultValue) ||
      (marked && !marked.isCollapsed && part.contains(marked.anchorNode))
    );
  };

  // What was opened stays open, what was scrolled stays where it was, and the line being read does not move.
  const replace = (part, fresh) => {
    const name = (each, place) => each.id || place;
    const opened = new Map([...part.querySelectorAll("details")].map((each, place) => [name(each, place), each.open]));
    const scrolled = [...part.querySelectorAll(".tall, .moments, .timeline")].map((each) => each.scrollTop);
    fresh.querySelectorAll("details").forEach((each, place) => {
      const known = opened.get(name(each, place));
      known === undefined || (each.open = known);
    });
    const reading = [...document.querySelectorAll("[data-live-part], section")].find(
      (each) => !part.contains(each) && each.getBoundingClientRect().bottom > 0);
    const before = reading?.getBoundingClientRect().top;
    part.replaceWith(fresh);
    fresh.querySelectorAll(".tall, .moments, .timeline").forEach((each, place) => (each.scrollTop = scrolled[place] ?? 0));
    if (reading && fresh.getBoundingClientRect().bottom < 0) {
      scrollBy(0, reading.getBoundingClientRect().top - before);
    }
    document.dispatchEvent(new CustomEvent("anshin:fresh", { detail: fresh }));
  };

  const fetchPage = async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "manual" });
    if (!answer.ok) {
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelectorAll("[data-live-part]").forEach((part) => {
      const fresh = page.getElementById(part.id);
      if (!fresh) {
        return;
      }
      const same = part.dataset.seen ? part.dataset.seen === fresh.innerHTML : part.innerHTML === fresh.innerHTML;
      if (same) {
        return;
      }
      if (isInUse(part)) {
        stale = true;
        return;
      }
      // As it was sent: a chart draws itself into it afterwards.
      fresh.dataset.seen = fresh.innerHTML;
      replace(part, document.adoptNode(fresh));
    });
  };

  // One at a time, not more often than people can follow, and never the last change left out:
  // what comes meanwhile, or while nobody looks, or in a part that is in use, is fetched afterwards.
  const PAUSE = 2000;
  const refresh = async () => {
    stale = true;
    if (waiting || document.hidden) {
      return;
    }
    waiting = true;
    stale = false;
    try {
      await fetchPage();
    } catch {
      stale = true;
    }
    setTimeout(() => {
      waiting = false;
      stale && refresh();
    }, PAUSE);
  };
  document.addEventListener("visibilitychange", () => stale && refresh());

  const events = new EventSource("/live");
  events.addEventListener("changed", refresh);
  events.addEventListener("open", () => {
    if (!lost.hidden) {
      lost.hidden = true;
      refresh();
    }
  });
  events.addEventListener("error", () => (lost.hidden = false));
})();
