// Runs before the first paint: the chosen theme and language, if there are any. A file, not inline, because the
// content-security policy forbids inline scripts.
(function () {
  try {
    var theme = localStorage.getItem('biblio.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
    var language = localStorage.getItem('biblio.language') || navigator.language.slice(0, 2);
    document.documentElement.lang = language === 'en' ? 'en' : 'fr';
  } catch {
    // Storage may be forbidden; the system's theme and French remain.
  }
})();
