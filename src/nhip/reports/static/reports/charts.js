// Draws the charts whose specifications are written into a page. Without this script the tables beside them remain.
(function () {
  "use strict";

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const paper = window.matchMedia("print");
  const drawn = [];

  function token(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || name;
  }

  // A node, not markup: the policy of the site refuses styles written into a page.
  function tip(found) {
    if (!found.data || !found.data.told) return "";
    const box = document.createElement("div");
    found.data.told.forEach((text, place) => {
      const line = document.createElement(place ? "strong" : "div");
      line.textContent = text;
      box.append(line);
    });
    return box;
  }

  // What a pointer reads is of the page alone, and no part of the specification: paper has no pointer.
  function pointer() {
    return {
      trigger: "item",
      confine: true,
      formatter: tip,
      backgroundColor: token("--paper"),
      borderColor: token("--line-strong"),
      textStyle: { color: token("--ink"), fontFamily: token("--sans"), fontSize: 14 },
    };
  }

  function draw(entry) {
    const option = window.nhipChart.ready(entry.specification, token);
    (option.baseOption || option).tooltip = pointer();
    entry.chart.setOption(option, true);
  }

  function start(place) {
    const specification = JSON.parse(document.getElementById(place.dataset.specification).textContent);
    place.hidden = false;
    // Panels stand two abreast on a telephone, and need more height there.
    const height = place.clientWidth <= 520 && place.dataset.narrow ? place.dataset.narrow : place.dataset.height;
    const chart = window.echarts.init(place, null, { renderer: "svg", height: Number(height) });
    chart.on("click", (found) => { if (found.data && found.data.href) window.location.href = found.data.href; });
    const entry = { specification, chart };
    drawn.push(entry);
    draw(entry);
    new ResizeObserver(() => chart.resize()).observe(place);
  }

  if (window.echarts && window.nhipChart) document.querySelectorAll("[data-specification]").forEach(start);
  for (const query of [dark, paper]) query.addEventListener("change", () => drawn.forEach(draw));
})();
