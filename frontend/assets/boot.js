// Starts the application. A file of its own, because the page's policy forbids inline scripts.
import init from "{{asset:app.js}}";

init({ module_or_path: "{{asset:app.wasm}}" }).catch((error) => {
  // Styles and tests can see that nothing more will come.
  document.documentElement.dataset.boot = "failed";
  throw error;
});
