/* page_stream.c - puts the parts of a page that was sent in pieces where they belong. React's server renderer (renderToPipeableStream) sends what
 * is not ready in time behind the rest of the page, as <div hidden id="S:1">, and a script moves it to the place that <template id="B:1"> or
 * <template id="P:1"> keeps; up to "<!--/$-->" behind a "B:" stands what is shown meanwhile. Without this, such a page seems to hide its article.
 */
#include "page_int.h"

#define PARTS_MAX 256 /* the rest stay where they are */
#define MEANWHILE_MAX 65536 /* bytes of what is shown until a part comes */
static const struct str part_mark = { "<div hidden id=\"S:", 18 }, template_mark = { "<template id=\"", 14 }, template_end = { "\"></template>", 13 };

struct part {
	struct str id, body, whole; /* what is in the element, and with its tags */
	bool placed;
};
struct reading { /* where the copying goes on: in the page, or in a part */
	size_t at, end;
};

/* Behind the end tag of the div whose content begins at `from`; `close` is where that tag begins. The end of the text where none ends it. */
static size_t part_end(size_t *close, struct str html, size_t from)
{
	unsigned depth = 1;
	for (size_t p = from; (p = str_chr(html, '<', p)) != STR_NPOS; p++) {
		struct str rest = str_sub(html, p, html.n);
		if (str_starts(rest, STR("<div"))) {
			depth++;
		} else if (str_starts(rest, STR("</div>")) && --depth == 0) {
			*close = p;
			return p + 6;
		} else if (str_starts(rest, STR("<script")) || str_starts(rest, STR("<style"))) {
			size_t end = str_find(html, rest.s[2] == 'c' ? STR("</script") : STR("</style"), p);
			if (end == STR_NPOS)
				break;
			p = end;
		}
	}
	*close = html.n;
	return html.n;
}

static uint32_t find_parts(struct part *part, struct str html, size_t from)
{
	uint32_t n = 0;
	for (size_t p = from; p != STR_NPOS && n < PARTS_MAX;) {
		size_t name = p + part_mark.n, quote = str_find(html, STR("\">"), name), close;
		if (quote == STR_NPOS)
			break;
		size_t end = part_end(&close, html, quote + 2);
		if (quote - name < 16) /* a number in base 16 */
			part[n++] = (struct part){ str_sub(html, name, quote), str_sub(html, quote + 2, close), str_sub(html, p, end), false };
		p = str_find(html, part_mark, end);
	}
	return n;
}

/* The part that is not yet placed for the template whose id ends in what begins at `name`, or NULL. */
static struct part *part_for(struct part *part, uint32_t n, struct str html, size_t name)
{
	for (uint32_t i = 0; i < n; i++)
		if (!part[i].placed && str_starts(str_sub(html, name, html.n), part[i].id) &&
			str_starts(str_sub(html, name + part[i].id.n, html.n), template_end))
			return &part[i];
	return NULL;
}

static void copy(struct buf *out, struct str html, size_t from, size_t to)
{
	if (to > from)
		buf_add(out, str_sub(html, from, to));
}

bool page_stream_join(struct buf *out, struct str html)
{
	size_t first = str_find(html, part_mark, 0);
	if (first == STR_NPOS)
		return false;
	struct part part[PARTS_MAX];
	struct reading stack[PARTS_MAX + 1];
	uint32_t n = find_parts(part, html, first), depth = 0, skip = 0;
	stack[depth++] = (struct reading){ 0, html.n };
	/* Each part is copied once, so that what names itself does no harm. */
	while (depth) {
		struct reading *r = &stack[depth - 1];
		bool page = depth == 1;
		while (page && skip < n && (size_t)(part[skip].whole.s - html.s) < r->at)
			skip++;
		size_t part_at = page && skip < n ? (size_t)(part[skip].whole.s - html.s) : r->end;
		size_t t = str_find(str_sub(html, 0, part_at), template_mark, r->at);
		if (t == STR_NPOS) {
			copy(out, html, r->at, part_at);
			if (part_at == r->end) {
				depth--;
				continue;
			}
			struct part *here = &part[skip++];
			r->at = part_at + here->whole.n;
			if (!here->placed) /* places come before parts: it has none */
				buf_add(out, here->whole);
			here->placed = true;
			continue;
		}
		struct str id = str_sub(html, t + template_mark.n, part_at);
		bool late = str_starts(id, STR("B:")), named = late || str_starts(id, STR("P:"));
		struct part *p = named ? part_for(part, n, html, t + template_mark.n + 2) : NULL;
		if (!p) {
			copy(out, html, r->at, t + template_mark.n);
			r->at = t + template_mark.n;
			continue;
		}
		copy(out, html, r->at, t);
		r->at = t + template_mark.n + 2 + p->id.n + template_end.n;
		if (late) {
			size_t until = r->at + MEANWHILE_MAX < part_at ? r->at + MEANWHILE_MAX : part_at;
			size_t shown = str_find(str_sub(html, 0, until), STR("<!--/$-->"), r->at);
			r->at = shown == STR_NPOS ? r->at : shown;
		}
		p->placed = true;
		size_t body = (size_t)(p->body.s - html.s);
		stack[depth++] = (struct reading){ body, body + p->body.n };
	}
	return true;
}
