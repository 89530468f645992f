/* At a former address: go on at once, to the very note or paragraph that the link names. Without
   this script the page itself leads on, to the top of the article. */
(() => {
'use strict';
document.addEventListener('DOMContentLoaded', () => {
  location.replace(document.querySelector('.go').href + location.hash);
});
})();
