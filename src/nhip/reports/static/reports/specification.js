// Makes a chart's specification, which is plain data, into what ECharts takes: names of tokens become their values,
// and {decimals, language} becomes a function that writes numbers. The same in the browser and on the server.
(function (root) {
  "use strict";

  function written(value, decimals, language) {
    const parts = Math.abs(value).toFixed(decimals).split(".");
    const vietnamese = language.startsWith("vi");
    const whole = parts[0].replace(/\B(?=(\d{3})+(?!\d))/g, vietnamese ? "." : ",");
    const sign = value < 0 && /[1-9]/.test(parts.join("")) ? "\u2212" : "";
    return sign + whole + (parts[1] ? (vietnamese ? "," : ".") + parts[1] : "");
  }

  function ready(part, token) {
    if (typeof part === "string") return part.startsWith("--") ? token(part) : part;
    if (Array.isArray(part)) return part.map((each) => ready(each, token));
    if (part === null || typeof part !== "object") return part;
    if ("decimals" in part && "language" in part) return (value) => written(value, part.decimals, part.language);
    return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, ready(each, token)]));
  }

  root.nhipChart = { ready, written };
})(globalThis);
