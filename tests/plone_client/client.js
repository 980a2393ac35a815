// Every call of Plone's own client that the API answers, against a server with the demo town, in its order of use:
//     node client.js http://127.0.0.1:8000 admin PASSWORD
// What the script makes it takes away again.

import assert from "node:assert/strict";

import ploneClient from "@plone/client";

import { end, test } from "./tap.js";

const [apiPath, username, password] = process.argv.slice(2);
const client = ploneClient.initialize({ apiPath });
const visitor = ploneClient.initialize({ apiPath });

const STATES = ["private", "pending", "published"];
const SUMMARY = ["@id", "@type", "description", "review_state", "title", "type_title"];
const NEWS = "news.NewsPage";
const PAGE = "home.StandardPage";
const BLOCK = "5b1f8f0e-0b62-4f0f-8d0a-2f1f0c6a7d11";

/** Call a query as TanStack's does. */
const ask = (query) => query.queryFn();
/** Call a mutation as TanStack's does. */
const change = (mutation, variables) => mutation().mutationFn(variables);
/** The path of an address on the server, as an application's router has it: without the last slash. */
const pathOf = (address) => new URL(address).pathname.replace(/\/$/, "") || "/";

/** What a list says of a thing: a summary, and the members that were asked for. */
function isSummary(row, ...more) {
  assert.deepEqual(Object.keys(row).sort(), [...SUMMARY, ...more].sort());
  assert.ok(row["@id"].startsWith(apiPath), row["@id"]);
  assert.ok(STATES.includes(row.review_state));
  assert.ok(row.title);
}

/** A whole page, alone or in a list. */
function isContent(page) {
  for (const member of [...SUMMARY, "UID", "id", "created", "modified", "parent", "lock", "language"]) {
    assert.ok(member in page, member);
  }
  assert.match(page.UID, /^[0-9a-f-]{32,36}$/);
  assert.ok(!Number.isNaN(Date.parse(page.modified)));
}

/** A batch of a longer list. */
function isBatch(answer, size) {
  assert.equal(answer.items.length, Math.min(size, answer.items_total));
  assert.equal("batching" in answer, answer.items_total > size);
}

/** The call is refused with this status, in Plone's words. */
async function isRefused(status, type, call) {
  const { response } = await call.then(
    () => assert.fail("this was not refused"),
    (error) => error,
  );
  assert.equal(response.status, status);
  assert.equal(response.data.type, type);
  assert.ok(response.data.message);
}

let home, news, folder, page;

await test("login: a wrong password is 401", () =>
  isRefused(401, "Unauthorized", client.login({ username, password: `${password}?` })));

await test("login", async () => {
  const token = await client.login({ username, password });
  const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
  assert.equal(claims.sub, username);
  assert.equal(client.getConfig().token, token);
});

await test("login by the mutation", async () => {
  const { token } = await change(visitor.loginMutation, { username, password });
  assert.equal(token.split(".").length, 3);
  assert.equal(visitor.getConfig().token, undefined);
});

await test("a token that is none is 401 on public pages, too", () => {
  const stranger = ploneClient.initialize({ apiPath, token: "a.b.c" });
  return isRefused(401, "Unauthorized", stranger.getContent({ path: "/" }));
});

await test("content", async () => {
  home = await visitor.getContent({ path: "/" });
  isContent(home);
  assert.equal(home["@id"], `${apiPath}/`);
  assert.equal(home.review_state, "published");
  assert.deepEqual(home.parent, {});
  assert.deepEqual(home["@components"].navigation, { "@id": `${apiPath}/@navigation` });
  isBatch(home, 25);
  home.items.forEach((row) => isSummary(row));
});

await test("content: an address leads to its page", async () => {
  for (const row of home.items) {
    const child = await visitor.getContent({ path: row["@id"] });
    assert.equal(child["@id"], row["@id"]);
    assert.equal(child.parent["@id"], home["@id"]);
    assert.deepEqual(await visitor.getContent({ path: pathOf(row["@id"]) }), child);
  }
});

await test("content, expanded", async () => {
  const expand = ["actions", "aliases", "breadcrumbs", "contextnavigation", "navigation", "navroot", "translations", "types", "workflow"];
  const { "@components": parts } = await ask(client.getContentQuery({ path: "/", expand }));
  assert.deepEqual(expand.filter((name) => Object.keys(parts[name] ?? {}).length < 2 && !Array.isArray(parts[name])), []);
  assert.ok(parts.navigation.items.length > 1);
});

await test("content, whole children", async () => {
  const { items } = await visitor.getContent({ path: "/", fullObjects: true });
  assert.equal(items.length, home.items.length);
  items.forEach(isContent);
});

await test("content: what is not there is 404", () =>
  isRefused(404, "NotFound", visitor.getContent({ path: "/net-takoy" })));

await test("search", async () => {
  const query = { portal_type: NEWS, metadata_fields: ["UID", "effective"], sort_on: "effective", b_size: 1 };
  const found = await ask(visitor.getSearchQuery({ query }));
  isBatch(found, 1);
  [news] = found.items;
  isSummary(news, "UID", "effective");
  assert.equal(news["@type"], NEWS);
});

await test("search below a place, in one depth", async () => {
  const place = pathOf(news["@id"]).replace(/\/[^/]*$/, "");
  const found = await ask(visitor.getSearchQuery({ query: { path: { query: place, depth: 1 }, b_size: 3 } }));
  isBatch(found, 3);
  found.items.forEach((row) => assert.equal(pathOf(row["@id"]).replace(/\/[^/]*$/, ""), place));
});

await test("search by words, whole objects", async () => {
  const query = { SearchableText: news.title, fullobjects: 1 };
  const { items } = await ask(visitor.getSearchQuery({ query }));
  items.forEach(isContent);
  assert.ok(items.some((item) => item.UID === news.UID && item.image.scales));
});

await test("search: an unknown index is 400 that names the nearest", async () => {
  const error = await ask(visitor.getSearchQuery({ query: { SearchableTxt: "x" } })).catch((refusal) => refusal);
  assert.equal(error.response.status, 400);
  assert.match(error.response.data.message, /SearchableText/);
});

await test("breadcrumbs", async () => {
  const { items, root } = await ask(visitor.getBreadcrumbsQuery({ path: pathOf(news["@id"]) }));
  assert.equal(root, home["@id"]);
  assert.equal(items.length, 2);
  assert.deepEqual(items.at(-1), { "@id": news["@id"], title: news.title });
});

await test("navigation", async () => {
  const { items } = await ask(visitor.getNavigationQuery({ path: "/" }));
  assert.ok(items.length > 1);
  items.forEach((item) => assert.ok(item.title && item["@id"].startsWith(apiPath) && Array.isArray(item.items)));
  const deep = await ask(visitor.getNavigationQuery({ path: pathOf(news["@id"]), depth: 3 }));
  assert.deepEqual(deep.items.map((item) => item.title), items.map((item) => item.title));
});

await test("context navigation", async () => {
  const path = pathOf(news["@id"]);
  const { available, items } = await ask(visitor.getContextNavigationQuery({ path }));
  assert.equal(available, true);
  const marked = items.flatMap((item) => [item, ...item.items]).filter((item) => item.is_in_path || item.is_current);
  assert.ok(marked.length, JSON.stringify(items));
});

await test("types", async () => {
  const types = await ask(client.getTypesQuery({}));
  const page = types.find((type) => type["@id"] === `${apiPath}/@types/${PAGE}`);
  assert.ok(page.title);
  assert.equal(page.addable, true);
  assert.equal(page.immediately_addable, true);
});

await test("one type", async () => {
  const { fieldsets, properties, required } = await ask(client.getTypeQuery({ contentPath: PAGE }));
  assert.ok(required.includes("title"));
  assert.equal(properties.title.type, "string");
  const fields = fieldsets.flatMap((fieldset) => fieldset.fields);
  assert.deepEqual([...fields].sort(), Object.keys(properties).sort());
});

await test("vocabularies", async () => {
  const names = (await ask(visitor.getVocabulariesListQuery({}))).map((each) => each["@id"]);
  assert.ok(names.includes(`${apiPath}/@vocabularies/hashtags`));
});

await test("one vocabulary", async () => {
  const all = await ask(visitor.getVocabulariesQuery({ path: "hashtags" }));
  isBatch(all, 25);
  const { token, title } = all.items[0];
  const only = { items_total: 1, items: [{ token, title }] };
  for (const query of [{ token }, { tokens: [token, "net-takogo"] }]) {
    const { items_total, items } = await ask(visitor.getVocabulariesQuery({ path: "hashtags", ...query }));
    assert.deepEqual({ items_total, items }, only);
  }
  const titled = await ask(visitor.getVocabulariesQuery({ path: "hashtags", title: title.slice(0, 4) }));
  assert.ok(titled.items.some((term) => term.token === token));
});

await test("querystring", async () => {
  const { indexes, sortable_indexes: sortable } = await ask(visitor.getQueryStringQuery({}));
  const { operations, operators } = indexes.portal_type;
  assert.ok(operations.every((name) => operators[name].title));
  assert.ok(sortable.effective.title);
});

const criteria = [{ i: "portal_type", o: "plone.app.querystring.operation.selection.any", v: [NEWS] }];

await test("querystring search", async () => {
  const { items } = await ask(visitor.getQuerystringSearchQuery({ query: criteria }));
  assert.ok(items.length);
  items.forEach((row) => isSummary(row));
  assert.ok(items.every((row) => row["@type"] === NEWS));
});

await test("querystring search by POST", async () => {
  const data = { query: criteria, b_start: "0", b_size: "1", limit: "2", sort_on: "effective", sort_order: "ascending", fullobjects: true };
  const found = await change(visitor.postQuerystringSearchMutation, { data });
  isBatch(found, 1);
  isContent(found.items[0]);
});

await test("create", async () => {
  folder = await change(client.createContentMutation, { path: "/", data: { "@type": PAGE, title: "Папка для проверки" } });
  isContent(folder);
  assert.equal(folder.review_state, "private");
  const data = {
    "@type": PAGE,
    title: "Страница для проверки",
    description: "Её пишет клиент Plone.",
    blocks: { [BLOCK]: { "@type": "paragraph", value: "<p>Первый абзац.</p>" } },
    blocks_layout: [BLOCK],
    exclude_from_nav: true,
  };
  page = await change(client.createContentMutation, { path: pathOf(folder["@id"]), data });
  isContent(page);
  assert.equal(page.title, data.title);
  assert.equal(page.description, data.description);
  assert.equal(page.exclude_from_nav, true);
  assert.equal(page.parent["@id"], folder["@id"]);
  assert.deepEqual(page.blocks_layout, { items: [BLOCK] });
  assert.deepEqual(await client.getContent({ path: pathOf(page["@id"]) }), page);
});

await test("create: not without a login, not a type that does not fit", async () => {
  const data = { "@type": PAGE, title: "Чужая страница" };
  await isRefused(401, "Unauthorized", change(visitor.createContentMutation, { path: "/", data }));
  await isRefused(400, "BadRequest", change(client.createContentMutation, { path: "/", data: { ...data, "@type": NEWS } }));
  await isRefused(404, "NotFound", visitor.getContent({ path: pathOf(page["@id"]) }));
});

await test("update", async () => {
  const path = pathOf(page["@id"]);
  await change(client.updateContentMutation, { path, data: { title: "Страница, которую изменили" } });
  const changed = await client.getContent({ path });
  assert.equal(changed.title, "Страница, которую изменили");
  assert.equal(changed.description, page.description);
  assert.deepEqual(changed.blocks, page.blocks);
});

await test("workflow: publish", async () => {
  for (const { "@id": address } of [folder, page]) {
    const path = pathOf(address);
    const before = await ask(client.getWorkflowQuery({ path }));
    assert.equal(before.state.id, "private");
    assert.ok(before.transitions.some((transition) => transition["@id"] === `${apiPath}${path}/@workflow/publish`));
    const entry = await change(client.createWorkflowMutation, { path, data: { comment: "Проверено" } });
    assert.equal(entry.review_state, "published");
    assert.equal(entry.comments, "Проверено");
    const { state, history } = await ask(client.getWorkflowQuery({ path }));
    assert.equal(state.id, "published");
    assert.ok(history.some((step) => step.comments === "Проверено"));
  }
  assert.equal((await visitor.getContent({ path: pathOf(page["@id"]) })).UID, page.UID);
});

await test("history", async () => {
  const path = pathOf(page["@id"]);
  const events = await ask(client.getHistoryQuery({ path }));
  const versions = events.filter((event) => event.type === "versioning").map((event) => event.version);
  const first = Math.min(...versions);
  const old = await ask(client.getHistoryVersionedQuery({ path, version: first }));
  assert.equal(old.title, page.title);
  assert.equal((await client.getContent({ path, version: String(first) })).title, page.title);
  const { message } = await change(client.revertHistoryMutation, { path, data: { version: first } });
  assert.ok(message);
  const reverted = await ask(client.getHistoryQuery({ path }));
  assert.ok(Math.max(...reverted.map((event) => event.version ?? 0)) > Math.max(...versions));
  await isRefused(401, "Unauthorized", ask(visitor.getHistoryQuery({ path })));
});

await test("lock", async () => {
  const path = pathOf(page["@id"]);
  assert.equal((await ask(client.getLockQuery({ path }))).locked, false);
  const lock = await change(client.createLockMutation, { path, data: { stealable: true, timeout: 600 } });
  assert.equal(lock.locked, true);
  assert.equal(lock.creator, username);
  assert.equal((await ask(client.getLockQuery({ path }))).token, lock.token);
  await change(client.updateLockMutation, { path, locktoken: lock.token });
  assert.equal((await client.getContent({ path })).lock.locked, true);
  assert.equal((await change(client.deleteLockMutation, { path, data: { force: true } })).locked, false);
});

await test("copy", async () => {
  const path = pathOf(folder["@id"]);
  const [copied] = await change(client.copyMutation, { path, data: { source: page["@id"] } });
  assert.equal(copied.source, page["@id"]);
  const copy = await client.getContent({ path: pathOf(copied.target) });
  assert.equal(copy.parent["@id"], folder["@id"]);
  assert.notEqual(copy.UID, page.UID);
});

await test("move", async () => {
  const path = "/";
  const [moved] = await change(client.moveMutation, { path, data: { source: [pathOf(page["@id"])] } });
  assert.equal(moved.source, page["@id"]);
  const there = await client.getContent({ path: pathOf(moved.target) });
  assert.equal(there.UID, page.UID);
  assert.equal(there.parent["@id"], home["@id"]);
  page = there;
});

await test("aliases", async () => {
  const path = pathOf(page["@id"]);
  const items = [{ path: "/staryj-adres" }];
  await change(client.createAliasesMutation, { path, data: { items } });
  const { items: aliases } = await ask(client.getAliasesQuery({ path }));
  assert.ok(aliases.some((alias) => alias.path === items[0].path && alias.manual));
  const others = [{ path: "/eshchyo-adres", "redirect-to": path, datetime: "2026-01-31T10:00:00+03:00" }];
  await change(client.createAliasesMultipleMutation, { data: { items: others } });
  const all = (await ask(client.getAliasesListQuery({}))).items.map((alias) => alias.path);
  assert.ok([...items, ...others].every((alias) => all.includes(alias.path)), all.join());
  const gone = [...items, ...others].map((alias) => ({ path: alias.path }));
  await change(client.deleteAliasesMutation, { path, data: { items: gone } });
  const left = (await ask(client.getAliasesQuery({ path }))).items.map((alias) => alias.path);
  assert.ok(gone.every((alias) => !left.includes(alias.path)));
});

await test("users", async () => {
  const people = await ask(client.getUsersQuery({}));
  assert.ok(people.some((person) => person.username === username));
  const { id } = people[0].groups.items[0];
  const some = await ask(client.getUsersQuery({ query: username, groupsFilter: [id], limit: 1 }));
  assert.equal(some.length, 1);
  const searched = await ask(client.getUsersQuery({ search: username }));
  assert.ok(searched.some((person) => person.id === username));
  await isRefused(401, "Unauthorized", ask(visitor.getUsersQuery({})));
});

await test("one user", async () => {
  const person = await ask(client.getUserQuery({ userId: username }));
  assert.equal(person.username, username);
  assert.ok(person.fullname && person.roles.length);
});

await test("groups, roles, principals, the schema of users", async () => {
  const [group] = await ask(client.getGroupsQuery({}));
  const { users } = await ask(client.getGroupQuery({ groupId: encodeURIComponent(group.id) }));
  assert.equal(users.items.length, Math.min(25, users.items_total));
  assert.ok((await ask(client.getRolesQuery({}))).some((role) => role.id === "Editor"));
  const { users: found } = await ask(client.getPrincipalsQuery({ search: username }));
  assert.ok(found.some((person) => person.id === username));
  assert.ok((await ask(client.getUserschemaQuery({}))).properties.fullname);
});

await test("actions", async () => {
  const path = pathOf(page["@id"]);
  const named = (actions) => actions.map((action) => action.id);
  const own = await ask(client.getActionsQuery({ path }));
  assert.ok(named(own.object).includes("edit"));
  assert.ok(named(own.object_buttons).includes("delete"));
  assert.ok(named(own.user).includes("logout"));
  const theirs = await ask(visitor.getActionsQuery({ path }));
  assert.deepEqual(named(theirs.object), ["view"]);
  assert.deepEqual(named(theirs.user), ["login"]);
});

await test("site", async () => {
  const site = await ask(visitor.getSiteQuery({}));
  assert.ok(site["plone.site_title"]);
  assert.ok(site["plone.available_languages"].includes(site["plone.default_language"]));
});

await test("navroot", async () => {
  for (const path of ["", pathOf(news["@id"])]) {
    const { navroot } = await ask(visitor.getNavrootQuery({ path }));
    assert.equal(navroot["@id"], home["@id"]);
    isSummary(navroot);
  }
});

await test("system", async () => {
  assert.ok(await ask(client.getSystemQuery({})));
});

await test("translations", async () => {
  const { items, root } = await ask(visitor.getTranslationQuery({ path: pathOf(news["@id"]) }));
  assert.deepEqual(items, []);
  assert.deepEqual(Object.values(root), [home["@id"]]);
});

await test("link integrity", async () => {
  const link = `<p><a linktype="page" href="${page["@id"]}">Сюда</a></p>`;
  const data = { blocks: { [BLOCK]: { "@type": "paragraph", value: link } }, blocks_layout: [BLOCK] };
  await change(client.updateContentMutation, { path: pathOf(folder["@id"]), data });
  const [going] = await ask(client.getLinkintegrityQuery({ uids: page.UID }));
  assert.equal(going["@id"], page["@id"]);
  assert.deepEqual(going.breaches.flatMap((breach) => breach.sources.map((source) => source["@id"])), [folder["@id"]]);
  assert.deepEqual(await ask(visitor.getLinkintegrityQuery({ uids: home.UID })).then(([row]) => row.breaches), []);
});

await test("a service that only Plone has is 404", () =>
  isRefused(404, "NotFound", ask(client.getControlpanelsQuery({}))));

await test("delete", async () => {
  for (const { "@id": address } of [page, folder]) {
    const path = pathOf(address);
    await isRefused(401, "Unauthorized", change(visitor.deleteContentMutation, { path }));
    await change(client.deleteContentMutation, { path });
    await isRefused(404, "NotFound", client.getContent({ path }));
  }
});

end();
