// Closes menus by Escape and by a click elsewhere, and folds the site's menu away on a narrow screen.
(function () {
  "use strict";

  const menus = Array.from(document.querySelectorAll(".masthead nav details"));
  const button = document.querySelector(".menu-button");
  const site = document.getElementById("site-menu");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus.filter((each) => each.open)) {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("click", (event) => {
    for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
  });

  if (button && site) button.addEventListener("click", () => {
    const shown = site.classList.toggle("shown");
    button.setAttribute("aria-expanded", String(shown));
  });
})();
