/* reader.h - the state of reading a feed's XML, shared by feed_xml.c (where an element stands) and feed_fields.c (what it gives). */
#ifndef QUOTIDIAN_READER_H
#define QUOTIDIAN_READER_H

#include "quotidian/map.h"

#include "feed_int.h"
#include "markup.h"
#include "vocab.h"

#define DEPTH_MAX 128   /* elements that are told apart; deeper ones are only counted */
#define BINDINGS_MAX 64 /* namespace declarations in force at once */
#define NAMES_MAX 4096  /* element names remembered */

enum place { AT_TOP, AT_FEED, AT_ENTRY, AT_PERSON, AT_IMAGE, AT_SOURCE, AT_MEDIA, AT_SKIP_HOURS, AT_SKIP_DAYS, AT_OTHER };

struct level {
	struct str name; /* as written */
	enum vocab_el el;
	enum place place; /* of its children */
	struct str base, lang;
	uint32_t nbinding;
	int person_rank;
};
struct binding {
	struct str prefix;
	enum vocab_ns ns;
};
/* A text construct being gathered. */
struct gather {
	bool on, tags, cdata; /* tags: there are elements inside; cdata: the only piece is a CDATA section */
	enum vocab_el el;
	enum vocab_ns ns;
	struct str name, attrs, base;
	uint32_t nested; /* elements of the same name that are open inside */
	uint32_t pieces;
	uint32_t nbinding; /* declarations in force around it */
	struct str first; /* the only piece so far */
	struct buf all;   /* all pieces as markup, once there are two */
};
struct reader {
	struct draft *d;
	struct markup m;
	struct level level[DEPTH_MAX];
	uint32_t depth, over; /* over: open elements beyond the last level */
	struct binding binding[BINDINGS_MAX];
	uint32_t nbinding;
	struct map names; /* element by its name as written, under the bindings in force */
	struct gather g;
	bool atom, seen; /* the root is Atom's; an element of a feed was seen */
	enum vocab_ns root_ns;
	struct str person_name, person_mail;
	struct buf attr[2];  /* decoded attributes */
	struct buf decoded;  /* decoded text */
	int64_t period_min, frequency;
};

/* Decoded value of an attribute, in one of two buffers (slot 0 or 1); empty when it is missing. */
struct str reader_attr(struct reader *r, int slot, struct str attrs, const char *name);
/* Gives what was gathered to the field that its element stands for. */
void reader_set_text(struct reader *r);
void reader_set_value(struct reader *r);
/* What attributes of the open tag give: an address, an enclosure, CDF's and RDF's structure. */
void reader_take_link(struct reader *r, struct str base);
void reader_take_enclosure(struct reader *r, struct str base, bool transcript);
void reader_take_structure(struct reader *r, enum vocab_el el, struct str base);
void reader_end_person(struct reader *r, int rank);

#endif
