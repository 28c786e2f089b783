/** A whole page. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"></head>
<body>${body}</body>
</html>`;
}

export const PAGES = {
  home: page(
    'A small site',
    `<h1>A small site</h1>
<nav><a href="/profile">Profile</a> <a href="/list">Posts</a> <a href="/form">Contact</a> <a href="/shop">Shop</a></nav>`,
  ),
  profile: page(
    'Mara Example (@mara)',
    `<main>
<h1>Mara Example</h1><p class="handle">@mara</p>
<p class="bio">Yoga, beaches and long walks.</p>
<dl id="stats">
<dt>Subscribers</dt><dd id="subscribers">1234</dd>
<dt>Total earnings</dt><dd id="earnings">$5,678.90</dd>
<dt>Posts</dt><dd id="posts">42</dd>
</dl>
</main>`,
  ),
  list: page(
    'Posts',
    `<h1>Posts</h1>
<ul id="list">
<li class="post"><a href="/list?post=1">Morning at the beach</a> <span class="likes">12</span> likes</li>
<li class="post"><a href="/list?post=2">Yoga in the studio</a> <span class="likes">34</span> likes</li>
<li class="post"><a href="/list?post=3">A walk &amp; a talk</a> <span class="likes">56</span> likes</li>
</ul>
<aside id="advertisement">Buy now! 999 likes guaranteed.</aside>`,
  ),
  form: page(
    'Contact',
    `<h1>Contact</h1>
<form method="post" action="/sent">
<label>Name <input name="name" autocomplete="off"></label>
<label>Topic <select name="topic"><option>Praise</option><option>Question</option></select></label>
<label><input type="checkbox" name="copy" value="yes"> Send me a copy</label>
<label>Message <textarea name="message"></textarea></label>
<button type="submit">Send</button>
</form>`,
  ),
  shop: page(
    'Shop',
    `<h1>Shop</h1><div><button id="buy" onclick="count.textContent = Number(count.textContent) + 1">Buy</button></div>
<p>In the basket: <span id="count">0</span></p>`,
  ),
  newShop: page(
    'Shop',
    `<h1>Shop</h1><section><div><p>New look!</p></div><div>
<a href="#" role="button" class="purchase" onclick="count.textContent = Number(count.textContent) + 1; return false">Buy</a>
</div></section><p>In the basket: <span id="count">0</span></p>`,
  ),
} as const;
