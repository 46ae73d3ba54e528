// Draws the charts whose specifications are written into a page. Without this script the tables beside them remain.
(function () {
  "use strict";

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const paper = window.matchMedia("print");
  const drawn = [];

  function token(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || name;
  }

  function draw(entry) {
    entry.chart.setOption(window.nhipChart.ready(entry.specification, token), true);
  }

  function start(place) {
    const specification = JSON.parse(document.getElementById(place.dataset.specification).textContent);
    place.hidden = false;
    // Panels stand two abreast on a telephone, and need more height there.
    const height = place.clientWidth <= 520 && place.dataset.narrow ? place.dataset.narrow : place.dataset.height;
    const chart = window.echarts.init(place, null, { renderer: "svg", height: Number(height) });
    const entry = { specification, chart };
    drawn.push(entry);
    draw(entry);
    new ResizeObserver(() => chart.resize()).observe(place);
  }

  if (window.echarts && window.nhipChart) document.querySelectorAll("[data-specification]").forEach(start);
  for (const query of [dark, paper]) query.addEventListener("change", () => drawn.forEach(draw));
})();
