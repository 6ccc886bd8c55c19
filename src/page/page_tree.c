/* page_tree.c - libxml2's HTML events to a flat tree in document order. No libxml2 tree is built: what is kept takes a
 * fraction of its memory, and freeing it recurses into nothing. Options NONET, NOERROR, RECOVER; entities are the parser's
 * own table, nothing is loaded.
 */
#include "page_int.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>

struct build {
	struct page_tree *t;
	uint32_t cur;     /* open element */
	uint32_t ignored; /* open elements over PAGE_NODES_MAX */
};

bool page_tag_inline(enum page_tag tag)
{
	switch (tag) {
	case TAG_a: case TAG_abbr: case TAG_b: case TAG_button: case TAG_cite: case TAG_code: case TAG_del: case TAG_em: case TAG_font: case TAG_i:
	case TAG_img: case TAG_input: case TAG_ins: case TAG_kbd: case TAG_label: case TAG_mark: case TAG_picture: case TAG_q: case TAG_s:
	case TAG_samp: case TAG_small: case TAG_source: case TAG_span: case TAG_strike: case TAG_strong: case TAG_sub: case TAG_sup: case TAG_time:
	case TAG_tt: case TAG_u: case TAG_var: case TAG_wbr: case TAG_br:
		return true;
	default:
		return false;
	}
}

/* Value of a CSS property in a style attribute, cut at the semicolon. */
static struct str css_value(struct str style, struct str property)
{
	size_t at = 0;
	while ((at = str_ifind(style, property, at)) != STR_NPOS) {
		size_t p = at + property.n;
		bool begins = at == 0 || style.s[at - 1] == ';' || style.s[at - 1] == ' ';
		at = p;
		while (p < style.n && style.s[p] == ' ')
			p++;
		if (!begins || p == style.n || style.s[p] != ':')
			continue;
		size_t end = str_chr(style, ';', p);
		return str_trim(str_sub(style, p + 1, end == STR_NPOS ? style.n : end));
	}
	return STR_NONE;
}

static bool style_hides(struct str style)
{
	struct str v = css_value(style, STR("display"));
	if (str_istarts(v, STR("none")))
		return true;
	if (str_istarts(css_value(style, STR("visibility")), STR("hidden")))
		return true;
	/* Words for screen readers only: clipped to nothing. */
	return str_istarts(css_value(style, STR("clip")), STR("rect(0")) || str_istarts(css_value(style, STR("clip-path")), STR("inset(50%"));
}

/* The tree is the largest thing of a page: it grows in place rather than in an arena, which would keep each older copy. */
static uint32_t push_node(struct page_tree *t, struct page_node n)
{
	if (t->nnode == t->capnode) {
		t->capnode = t->capnode ? t->capnode * 2 : 1024;
		t->node = xrealloc(t->node, t->capnode, sizeof *t->node);
	}
	t->node[t->nnode] = n;
	return t->nnode++;
}

static void push_attr(struct page_tree *t, struct page_at at)
{
	if (t->nattr == t->capattr) {
		t->capattr = t->capattr ? t->capattr * 2 : 1024;
		t->attr = xrealloc(t->attr, t->capattr, sizeof *t->attr);
	}
	t->attr[t->nattr++] = at;
}

static void read_attrs(struct page_tree *t, struct page_node *n, const xmlChar **atts)
{
	n->attr = t->nattr;
	if (!atts)
		return;
	for (; atts[0] && n->nattr < 64; atts += 2) {
		struct str name = str_of((const char *)atts[0]), v = str_of((const char *)atts[1]);
		enum page_attr id = ATTR_NONE;
		static const struct {
			const char *name;
			uint8_t id;
		} known[] = {
#define T(i, z) { z, ATTR_##i },
			PAGE_ATTRS(T)
#undef T
		};
		for (size_t i = 0; i < sizeof known / sizeof *known && !id; i++)
			if (known[i].name[0] == name.s[0] && strcmp(known[i].name, name.s) == 0)
				id = (enum page_attr)known[i].id;
		if (!id)
			continue;
		struct page_at at = { (uint8_t)id, arena_str(t->arena, v) };
		push_attr(t, at);
		n->nattr++;
		switch (id) {
		case ATTR_class: case ATTR_id: case ATTR_role: case ATTR_data_testid: case ATTR_data_component: case ATTR_data_module: case ATTR_data_qa:
		case ATTR_data_type: case ATTR_itemprop: case ATTR_aria_label:
			n->signs |= page_signs(v);
			break;
		case ATTR_style:
			if (style_hides(v))
				n->flags |= NODE_HIDDEN;
			break;
		case ATTR_hidden:
			n->flags |= NODE_HIDDEN;
			break;
		case ATTR_aria_hidden:
			if (str_ieq(v, STR("true")))
				n->flags |= NODE_ARIA_HIDDEN;
			break;
		default:
			break;
		}
		if (id == ATTR_itemprop && str_ifind(v, STR("articleBody"), 0) != STR_NPOS)
			n->flags |= NODE_BODY;
	}
}

/* A section that a button opens, as the panels of WAI-ARIA's accordion pattern: the reader may have its text. */
static bool opens(const struct page_tree *t, const struct page_node *n)
{
	for (uint32_t k = 0; k < n->nattr; k++) {
		const struct page_at *at = &t->attr[n->attr + k];
		if (at->name == ATTR_role && str_ieq(at->value, STR("region")))
			return true;
	}
	return false;
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar **atts)
{
	struct build *b = ctx;
	struct page_tree *t = b->t;
	if (t->nnode >= PAGE_NODES_MAX) {
		b->ignored++;
		return;
	}
	struct page_node *parent = &t->node[b->cur];
	struct page_node n = { .parent = b->cur, .depth = (uint16_t)(parent->depth + 1) };
	n.tag = (uint8_t)page_tag_of(str_of((const char *)name));
	/* Of a row of line breaks two say all there is to say. */
	const struct page_node *last = &t->node[t->nnode - 1];
	if (n.tag == TAG_br && t->nnode > 2 && last->tag == TAG_br && last[-1].tag == TAG_br && last->parent == b->cur && last[-1].parent == b->cur) {
		b->ignored++;
		return;
	}
	bool custom = n.tag == TAG_OTHER && (parent->flags & NODE_BLOCK) && parent->tag != TAG_p;
	if (custom || (n.tag != TAG_OTHER && !page_tag_inline((enum page_tag)n.tag)))
		n.flags |= NODE_BLOCK;
	read_attrs(t, &n, atts);
	/* A style on html or body hides a page only until its scripts have run. */
	if (n.tag == TAG_body || n.tag == TAG_html || ((n.flags & NODE_HIDDEN) && opens(t, &n)))
		n.flags &= (uint8_t)~(NODE_HIDDEN | NODE_ARIA_HIDDEN);
	b->cur = push_node(t, n);
}

static void on_end(void *ctx, const xmlChar *name)
{
	struct build *b = ctx;
	(void)name; /* libxml2 calls for each element in order, also for those it closes itself */
	if (b->ignored) {
		b->ignored--;
		return;
	}
	if (b->cur) {
		b->t->node[b->cur].end = b->t->nnode;
		b->cur = b->t->node[b->cur].parent;
	}
}

static void on_text(void *ctx, const xmlChar *ch, int len)
{
	struct build *b = ctx;
	struct page_tree *t = b->t;
	if (len <= 0 || buf_add(&t->text, str_n((const char *)ch, (size_t)len)) < 0)
		return;
	struct page_node *last = &t->node[t->nnode - 1];
	if ((last->flags & NODE_TEXT) && last->parent == b->cur && last->text + last->ntext + (uint32_t)len == t->text.n) {
		last->ntext += (uint32_t)len;
		return;
	}
	if (t->nnode >= PAGE_NODES_MAX) {
		t->text.n -= (size_t)len;
		return;
	}
	struct page_node n = { .parent = b->cur, .depth = (uint16_t)(t->node[b->cur].depth + 1), .flags = NODE_TEXT,
		.ntext = (uint32_t)len };
	n.text = (uint32_t)(t->text.n - (size_t)len);
	n.end = t->nnode + 1;
	push_node(t, n);
}

int page_tree_build(struct page_tree *t, struct arena *a, const struct page_scan *s, struct err *e)
{
	memset(t, 0, sizeof *t);
	t->arena = a;
	buf_init(&t->text, PAGE_MARKUP_MAX);
	struct page_node root = { .flags = NODE_BLOCK };
	push_node(t, root);
	struct build b = { .t = t };
	if (s->markup.n) {
		static const xmlSAXHandler empty;
		htmlParserCtxtPtr ctx = htmlNewParserCtxt();
		if (!ctx)
			die("out of memory");
		*ctx->sax = empty;
		ctx->sax->startElement = on_start;
		ctx->sax->endElement = on_end;
		ctx->sax->characters = on_text;
		ctx->sax->cdataBlock = on_text;
		ctx->sax->ignorableWhitespace = on_text;
		ctx->userData = &b;
		xmlDocPtr doc = htmlCtxtReadMemory(ctx, s->markup.s, (int)s->markup.n, NULL, "UTF-8",
			HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER | HTML_PARSE_IGNORE_ENC);
		if (doc)
			xmlFreeDoc(doc);
		htmlFreeParserCtxt(ctx);
	}
	/* What is still open ends with the page. */
	for (uint32_t i = 0; i < t->nnode; i++)
		if (!t->node[i].end)
			t->node[i].end = t->nnode;
	return t->nnode > 1 ? 0 : err_set(e, QD_EFORMAT, "the page is empty");
}

void page_tree_free(struct page_tree *t)
{
	buf_free(&t->text);
	free(t->node);
	free(t->attr);
}

struct str page_attr(const struct page_tree *t, uint32_t node, enum page_attr name)
{
	const struct page_node *n = &t->node[node];
	for (uint32_t i = n->attr; i < n->attr + n->nattr; i++)
		if (t->attr[i].name == name)
			return t->attr[i].value;
	return STR_NONE;
}
