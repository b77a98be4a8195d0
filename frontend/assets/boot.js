// Starts the application. A file of its own, because the content security policy allows no script inside the page.
import init from "{{asset:app.js}}";

await init({ module_or_path: "{{asset:app.wasm}}" });

// Once everything is here, the service worker may fetch what opens the application without network.
navigator.serviceWorker?.register("/sw.js");
