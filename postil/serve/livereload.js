// Loads the page again when it has been built again. Speaks livereload's protocol, and tells which
// build it shows, so that a build between the page and the first message is not missed.
(() => {
  "use strict";
  const build = document.currentScript.dataset.build;
  const longest = 4000;
  let pause = 250;

  const connect = () => {
    const socket = new WebSocket(`ws://${location.host}/livereload`);
    const send = (message) => socket.send(JSON.stringify(message));
    socket.addEventListener("open", () => {
      pause = 250;
      send({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] });
      send({ command: "info", url: location.href, build });
    });
    socket.addEventListener("message", (event) => {
      if (JSON.parse(event.data).command !== "reload") return;
      const built = new CustomEvent("postil:built", { cancelable: true }); // a page may know better
      if (document.dispatchEvent(built)) location.reload();
    });
    socket.addEventListener("close", () => {
      setTimeout(connect, pause);
      pause = Math.min(2 * pause, longest);
    });
  };
  connect();
})();
