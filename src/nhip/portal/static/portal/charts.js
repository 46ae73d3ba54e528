// Draws the charts of a page from the numbers written into it. Without this script the tables beside them remain.
(function () {
  "use strict";

  const places = Array.from(document.querySelectorAll("[data-chart]"));
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const paper = window.matchMedia("print");
  const drawn = [];

  function token(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  // Letters of a chart grow with those of the page.
  function size(rems) {
    return Math.round(rems * parseFloat(getComputedStyle(document.documentElement).fontSize));
  }

  function element(tag, text) {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
  }

  // A node, not markup: the policy of the site refuses styles written into a page.
  function tip(points, name, key) {
    return function (found) {
      const point = points[(Array.isArray(found) ? found[0] : found).dataIndex];
      const box = document.createElement("div");
      box.append(element("div", point.words), element("strong", name + ": " + point[key].text));
      return box;
    };
  }

  function axes(points, narrow) {
    const text = { color: token("--ink-soft"), fontFamily: token("--sans"), fontSize: size(0.8125) };
    return {
      x: {
        type: "category",
        data: points.map((point) => point.period),
        axisTick: { show: false },
        axisLine: { onZero: true, lineStyle: { color: token("--line-strong") } },
        axisLabel: {
          ...text,
          margin: 12,
          interval: (position, period) => narrow ? period.endsWith("-01") : /-(01|04|07|10)$/.test(period),
          formatter: (period) => period.slice(5).replace(/^0/, "") + "/" + period.slice(0, 4),
        },
      },
      y: {
        type: "value",
        splitNumber: 4,
        splitLine: { lineStyle: { color: token("--line") } },
        axisLabel: { ...text, formatter: (value) => value.toLocaleString(document.documentElement.lang).replace("-", "\u2212") },
      },
    };
  }

  function option(place, points) {
    const growth = place.dataset.chart === "growth";
    const key = growth ? "growth" : "index";
    const axis = axes(points, place.clientWidth < 560);
    const up = token("--up-fill"), down = token("--down-fill"), accent = token("--accent");
    const data = points.map((point) => ({
      value: point[key].value,
      itemStyle: growth
        ? { color: point[key].value < 0 ? down : up, opacity: point.current ? 1 : 0.72 }
        : { color: point.current ? accent : token("--paper"), borderColor: accent, borderWidth: 2 },
      symbolSize: point.current ? 11 : place.clientWidth < 560 ? 3 : 6,
      label: point.current
        ? { show: true, position: !growth || point[key].value >= 0 ? "top" : "bottom", formatter: () => point[key].text,
            color: token("--ink"), fontFamily: token("--sans"), fontSize: size(0.8125), fontWeight: 700,
            textBorderColor: token("--paper"), textBorderWidth: 4 }
        : { show: false },
    }));
    return {
      animation: false,
      grid: { left: size(2.75), right: size(2.5), top: size(1.6), bottom: size(2) },
      xAxis: axis.x,
      yAxis: { ...axis.y, scale: !growth },
      tooltip: {
        trigger: "axis",
        confine: true,
        formatter: tip(points, place.dataset.name, key),
        backgroundColor: token("--paper"),
        borderColor: token("--line-strong"),
        textStyle: { color: token("--ink"), fontFamily: token("--sans"), fontSize: size(0.875) },
        axisPointer: { type: growth ? "shadow" : "line" },
      },
      series: [growth
        ? { type: "bar", data, barCategoryGap: "30%", cursor: "pointer" }
        : { type: "line", data, lineStyle: { color: accent, width: 2.5 }, symbol: "circle", showAllSymbol: true, cursor: "pointer" }],
    };
  }

  function draw(entry) {
    entry.chart.setOption(option(entry.place, entry.points), true);
  }

  function start(place) {
    const points = JSON.parse(document.getElementById(place.dataset.points).textContent);
    if (!points.some((point) => point[place.dataset.chart].value !== null)) return;
    place.hidden = false;
    const entry = { place, points, chart: window.echarts.init(place, null, { renderer: "svg" }) };
    entry.chart.on("click", (found) => { window.location.href = points[found.dataIndex].href; });
    drawn.push(entry);
    draw(entry);
    new ResizeObserver(() => { entry.chart.resize(); draw(entry); }).observe(place);
  }

  if (window.echarts) places.forEach(start);
  for (const query of [dark, paper]) query.addEventListener("change", () => drawn.forEach(draw));
})();
