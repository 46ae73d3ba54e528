// Sends a form once: a double click, or a second click while the answer is awaited, does nothing more.
(function () {
  "use strict";

  const AGAIN = 5000; // an answer that is a file leaves the page standing: then the form may be sent again

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
    window.setTimeout(() => free(form), AGAIN);
  });

  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));

  function free(form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
})();
