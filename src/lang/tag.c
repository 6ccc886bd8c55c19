/* tag.c - names in the text: the tagger's labels as spans, and what the document as a whole says of them.
 *
 * The document rules hold that one form means one thing in one text (Yarowsky's one sense a discourse), where the evidence is clear.
 */
#include "config.h"

#include "model.h"

struct spans {
	struct arena *a;
	struct tag_span *s;
	uint32_t n, cap;
};

static void from_labels(struct spans *out, const uint8_t *label, uint32_t n)
{
	for (uint32_t i = 0, k; i < n; i = k) {
		k = i + 1;
		if (!label[i])
			continue;
		unsigned type = (label[i] - 1u) / 4;
		if ((label[i] - 1) % 4 == TAG_B) {
			while (k < n && label[k] == TAG_LABEL((int)type, TAG_I))
				k++;
			k++;
		}
		struct tag_span s = { i, k < n ? k : n, (uint8_t)type };
		ARENA_PUSH(out->a, struct tag_span, out->s, out->n, out->cap, s);
	}
}

/* What the document says of a form: how often it was tagged with each type; of a word: how often it ends a person's full name. */
struct form {
	uint64_t key;
	uint32_t type[ENT_TYPES];
	uint32_t surname;
};
struct forms {
	struct form *at;
	uint64_t mask;
};

/* The place of a form, or the free one that it would have. The table has places for twice as many forms as spans can put in. */
static struct form *form_place(const struct forms *f, uint64_t key)
{
	key |= key == 0;
	uint64_t i = name_hash_mix(key) & f->mask;
	while (f->at[i].key && f->at[i].key != key)
		i = (i + 1) & f->mask;
	return &f->at[i];
}

static struct form *form_put(struct forms *f, uint64_t key)
{
	struct form *o = form_place(f, key);
	o->key = key | (key == 0);
	return o;
}

/* What is known of a form; zeroes if nothing. Asking adds nothing: a text may have many more capitals than names. */
static const struct form *form_get(const struct forms *f, uint64_t key)
{
	return form_place(f, key);
}

static uint64_t form_key(const struct tag_text *t, uint32_t start, uint32_t end)
{
	uint64_t h = NAME_HASH_START;
	for (uint32_t i = start; i < end; i++)
		h = name_hash_add(h, t->low[i]);
	return h;
}

static bool after_place_word(const struct tag_text *t, uint32_t i)
{
	if (i == 0)
		return false;
	struct str w = t->low[i - 1];
	return str_eqz(w, "in") || str_eqz(w, "from") || str_eqz(w, "at") || str_eqz(w, "near");
}

static unsigned most_common(const struct form *o)
{
	unsigned best = 0;
	for (unsigned k = 1; k < ENT_TYPES; k++)
		if (o->type[k] > o->type[best])
			best = k;
	return best;
}

static void apply_rules(const struct lang_model *m, const struct feat *f, struct spans *sp)
{
	const struct tag_text *t = f->t;
	struct forms forms = { .mask = 64 };
	while (forms.mask < (uint64_t)sp->n * 4)
		forms.mask *= 2;
	forms.at = ARENA_NEW(sp->a, struct form, forms.mask--);
	for (uint32_t i = 0; i < sp->n; i++) {
		const struct tag_span *s = &sp->s[i];
		if (f->tok[s->start].sent_kind == 2)
			continue;
		form_put(&forms, form_key(t, s->start, s->end))->type[s->type]++;
		if (s->type == ENT_PER && s->end - s->start > 1)
			form_put(&forms, form_key(t, s->end - 1, s->end))->surname++;
	}
	uint8_t *taken = ARENA_NEW(sp->a, uint8_t, t->n + 1);
	for (uint32_t i = 0; i < sp->n; i++) {
		struct tag_span *s = &sp->s[i];
		memset(taken + s->start, 1, s->end - s->start);
		const struct form *o = form_get(&forms, form_key(t, s->start, s->end));
		unsigned best = most_common(o);
		uint32_t all = o->type[0] + o->type[1] + o->type[2] + o->type[3];
		uint32_t rest = all - o->type[best];
		bool listed = names_word(&m->names, t->low[s->start]) & (NAME_COUNTRY | NAME_DEMONYM);
		if (s->end - s->start == 1 && o->surname && s->type != ENT_PER && !listed && !after_place_word(t, s->start) &&
			all - o->type[ENT_PER] <= 2 * (o->type[ENT_PER] + o->surname))
			s->type = ENT_PER;
		else if (all >= 3 && o->type[best] >= 3 * rest)
			s->type = (uint8_t)best;
	}
	/* Unmarked surnames, and unmarked forms that are names elsewhere, with no name on either side. */
	struct spans all = { .a = sp->a };
	uint32_t next = 0;
	for (uint32_t i = 0; i < t->n; i++) {
		while (next < sp->n && sp->s[next].start <= i) {
			ARENA_PUSH(all.a, struct tag_span, all.s, all.n, all.cap, sp->s[next]);
			next++;
		}
		if (taken[i] || !f->tok[i].cap || f->tok[i].sent_kind || f->tok[i].seen_low || (i && taken[i - 1]) || taken[i + 1])
			continue;
		const struct form *o = form_get(&forms, form_key(t, i, i + 1));
		unsigned type = o->surname ? ENT_PER : most_common(o);
		if (o->surname || (o->type[type] >= 2 && type != ENT_MISC && !f->tok[i].first)) {
			struct tag_span s = { i, i + 1, (uint8_t)type };
			ARENA_PUSH(all.a, struct tag_span, all.s, all.n, all.cap, s);
		}
	}
	*sp = all;
}

/* Last words of organisations' names that are hardly ever surnames. */
static bool ends_organisation(struct str low)
{
	return str_listed(low, STR(" agency airlines airways alliance association authority bank coalition college commission"
		" committee corp corp. corporation council energy federation foundation group holdings inc inc. institute league llc ltd"
		" ltd. ministry motors organization organisation party plc rail society systems technologies union university "));
}

/* Family names of Korea and Taiwan, where the second syllable of the given name is small ("Kim Ha-neul"). */
static bool small_second_syllable(struct str low)
{
	return str_listed(low, STR(" kim lee yi ri li park pak moon ban roh choi choe jung jeong chung kang cho jo yoon yun jang"
		" chang lim im han oh seo suh shin sin kwon hwang ahn an song yoo yu hong ryu nam ko tsai ma chiang chen sun tung leung"
		" wang lin lai wu hsieh su soong lien chow chou wong chan "));
}

/* Where tokens are parted at the hyphen ("Kim Ha - neul"), the run ends before the small syllable. */
static uint32_t whole_given_name(const struct feat *f, const struct tag_span *s)
{
	const struct tag_text *t = f->t;
	uint32_t k = s->end;
	if (s->end - s->start != 2 || k + 1 >= t->n || !str_eqz(t->low[k], "-") || !small_second_syllable(t->low[s->start]))
		return s->end;
	struct str w = t->word[k + 1];
	bool syllable = w.n >= 2 && w.n <= 5 && !f->tok[k + 1].candidate && !f->tok[k + 1].first;
	for (size_t i = 0; i < w.n; i++)
		syllable &= w.s[i] >= 'a' && w.s[i] <= 'z';
	return syllable ? k + 2 : s->end;
}

/* The second word of a species ("Formica rufa"): small, like Latin, and nothing that ordinary text has. */
static bool is_epithet(const struct feat *f, uint32_t i)
{
	if (i >= f->t->n || f->tok[i].first || f->tok[i].kinds || f->tok[i].use)
		return false;
	struct str w = f->t->word[i];
	for (size_t k = 0; k < w.n; k++)
		if (w.s[k] < 'a' || w.s[k] > 'z')
			return false;
	return w.n >= 5 && (str_ends(w, STR("a")) || str_ends(w, STR("us")) || str_ends(w, STR("um")) || str_ends(w, STR("is")) ||
		str_ends(w, STR("ii")));
}

/* "Texas Republican", a state and what somebody there is: the word at which the second begins, or 0. */
static uint32_t member_of_party(const struct lang_model *m, const struct tag_text *t, struct tag_span s)
{
	uint32_t last = s.end - 1;
	uint64_t h = NAME_HASH_START;
	if (s.type == ENT_PER || last == s.start || !(str_eqz(t->low[last], "republican") || str_eqz(t->low[last], "democrat")))
		return 0;
	for (uint32_t i = s.start; i < last; i++)
		h = name_hash_add(h, t->low[i]);
	const struct name_slot *place = names_find(&m->names, h);
	return place && (place->flags & NAME_REGION) ? last : 0;
}

/* "Anna Novak of Example Radio" is a person and where she works. */
static void part_names(const struct lang_model *m, const struct feat *f, struct spans *sp)
{
	const struct tag_text *t = f->t;
	struct spans all = { .a = sp->a };
	for (uint32_t i = 0; i < sp->n; i++) {
		struct tag_span s = sp->s[i], rest = { 0 };
		if (s.end - s.start == 1 && s.type != ENT_MISC && !f->tok[s.start].gaz && is_epithet(f, s.end))
			continue;
		for (uint32_t k = s.start + 2; s.type == ENT_PER && k + 1 < s.end && !rest.end; k++)
			if (str_eqz(t->low[k], "of") && !str_eqz(t->low[k + 1], "the")) {
				unsigned listed = names_word(&m->names, t->low[k + 1]);
				rest = (struct tag_span){ k + 1, s.end, listed & (NAME_COUNTRY | NAME_BIG | NAME_REGION) ? ENT_LOC : ENT_ORG };
				s.end = k;
			}
		uint32_t party = member_of_party(m, t, s);
		if (party) {
			rest = (struct tag_span){ party, s.end, ENT_MISC };
			s = (struct tag_span){ s.start, party, ENT_LOC };
		}
		if (s.type == ENT_PER)
			s.end = whole_given_name(f, &s);
		if (s.type == ENT_PER && s.end - s.start > 1 && ends_organisation(t->low[s.end - 1]))
			s.type = ENT_ORG;
		ARENA_PUSH(all.a, struct tag_span, all.s, all.n, all.cap, s);
		if (rest.end)
			ARENA_PUSH(all.a, struct tag_span, all.s, all.n, all.cap, rest);
	}
	*sp = all;
}

void tag_document(const struct lang_model *m, const struct tag_text *t, struct arena *a, bool rules, struct tag_span **out, uint32_t *n)
{
	struct feat f;
	struct spans sp = { .a = a };
	uint8_t *label = ARENA_NEW(a, uint8_t, t->n);
	feat_prepare(&f, a, &m->names, &m->tagger.lex, t);
	tagger_run(&m->tagger, &f, a, label);
	from_labels(&sp, label, t->n);
	if (rules && sp.n) {
		part_names(m, &f, &sp);
		apply_rules(m, &f, &sp);
		headline_names(&f, a, &sp.s, &sp.n);
	}
	*out = sp.s;
	*n = sp.n;
}

static bool is_dash(struct str w)
{
	return str_eqz(w, "-") || str_eqz(w, "--") || str_eqz(w, "\xE2\x80\x93") || str_eqz(w, "\xE2\x80\x94");
}

/* "PORT LINDEN (Example Wire) - ": a place and who reports from it. */
static void read_dateline(struct lang_ctx *c, uint32_t i)
{
	struct lang_entity *e = &c->ent[i];
	uint32_t next = e->at.end;
	for (uint32_t k = e->at.start; k < e->at.end; k++)
		if (!(c->tok[k].flags & TOK_UPPER))
			return;
	if (next + 1 >= c->ntok || c->block[next + 1] != c->block[e->at.start])
		return;
	bool bracket = str_eqz(c->low[next], "(");
	if (!bracket && !is_dash(c->low[next]))
		return;
	if (bracket && i + 1 < c->nent && c->ent[i + 1].at.start == next + 1) {
		uint32_t close = c->ent[i + 1].at.end;
		if (close + 1 >= c->ntok || !str_eqz(c->low[close], ")") || !is_dash(c->low[close + 1]))
			return;
		c->ent[i + 1].type = ENT_ORG;
	} else if (bracket)
		return;
	e->type = ENT_LOC;
}

/* A summary that stops in the middle of a word ("voted in Missi...") ends in no name. */
static uint32_t drop_cut(const struct lang_ctx *c, struct tag_span *s, uint32_t n)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t next = s[i].end;
		bool dots = next < c->ntok && !(c->tok[next].flags & TOK_SPACE) &&
		            (str_eqz(c->low[next], "...") || str_eqz(c->low[next], "\xE2\x80\xA6"));
		if (!dots || (next + 1 < c->ntok && c->block[next + 1] == c->block[next]))
			s[kept++] = s[i];
	}
	return kept;
}

void tag_entities(struct lang_ctx *c)
{
	struct str *word = ARENA_NEW(&c->tmp, struct str, c->ntok);
	for (uint32_t i = 0; i < c->ntok; i++)
		word[i] = tok_str(c, i);
	struct tag_text t = { word, c->low, c->ntok, c->sent_start, c->nsent };
	struct tag_span *s;
	uint32_t n;
	tag_document(c->model, &t, &c->tmp, true, &s, &n);
	n = drop_cut(c, s, n);
	if (!language_is_english(&t))
		n = language_keep_known(c->model, &t, s, n);
	c->ent = ARENA_NEW(&c->tmp, struct lang_entity, n);
	c->nent = n;
	for (uint32_t i = 0; i < n; i++) {
		c->ent[i] = (struct lang_entity){ { s[i].start, s[i].end }, s[i].type, 80, -1, -1 };
		for (uint32_t k = s[i].start; k < s[i].end; k++)
			c->ent_of[k] = (int32_t)i;
	}
	for (uint32_t i = 0; i < n; i++)
		if (c->tok[c->ent[i].at.start].flags & TOK_PARA)
			read_dateline(c, i);
}
