/* datezone.c - names of months in the languages of feeds, and of time zones.
 *
 * Abbreviations: RFC 822 and common use; where one has two meanings the commoner in feeds is taken.
 * Names like Europe/Brussels: those seen in feeds and the capitals beside them, with the rule of
 * summer time in force since 2007.
 */
#include "config.h"

#include "datezone.h"

/* Prefixes of folded names: a word that begins with one (the longest wins) is that month. */
static const struct {
	const char *prefix;
	int month;
} MONTHS[] = {
	{ "jan", 1 }, { "ene", 1 }, { "gen", 1 }, { "led", 1 }, { "sty", 1 }, { "ian", 1 }, { "oca", 1 }, { "янв", 1 }, { "січ", 1 },
	{ "ιαν", 1 }, { "tammi", 1 }, { "xaneiro", 1 },
	{ "feb", 2 }, { "fev", 2 }, { "unor", 2 }, { "lut", 2 }, { "фев", 2 }, { "лют", 2 }, { "φεβ", 2 }, { "sub", 2 }, { "helmi", 2 },
	{ "mar", 3 }, { "mrt", 3 }, { "maa", 3 }, { "maerz", 3 }, { "brez", 3 }, { "мар", 3 }, { "бер", 3 }, { "μαρ", 3 },
	{ "apr", 4 }, { "abr", 4 }, { "avr", 4 }, { "dub", 4 }, { "kwi", 4 }, { "апр", 4 }, { "кві", 4 }, { "απρ", 4 }, { "nis", 4 },
	{ "huhti", 4 },
	{ "may", 5 }, { "mai", 5 }, { "maj", 5 }, { "mei", 5 }, { "mag", 5 }, { "kve", 5 }, { "мая", 5 }, { "маи", 5 }, { "тра", 5 },
	{ "μαι", 5 }, { "touko", 5 },
	{ "jun", 6 }, { "juin", 6 }, { "giu", 6 }, { "cervn", 6 }, { "cze", 6 }, { "iun", 6 }, { "июн", 6 }, { "чер", 6 }, { "ιουν", 6 },
	{ "haz", 6 }, { "kesa", 6 },
	{ "jul", 7 }, { "juil", 7 }, { "lug", 7 }, { "cervenc", 7 }, { "lip", 7 }, { "iul", 7 }, { "июл", 7 }, { "лип", 7 }, { "ιουλ", 7 },
	{ "tem", 7 }, { "heina", 7 },
	{ "aug", 8 }, { "ago", 8 }, { "aou", 8 }, { "srp", 8 }, { "sie", 8 }, { "авг", 8 }, { "сер", 8 }, { "αυγ", 8 }, { "agu", 8 },
	{ "elo", 8 },
	{ "sep", 9 }, { "set", 9 }, { "zari", 9 }, { "wrz", 9 }, { "szept", 9 }, { "сен", 9 }, { "вер", 9 }, { "σεπ", 9 }, { "eyl", 9 },
	{ "syys", 9 },
	{ "oct", 10 }, { "okt", 10 }, { "ott", 10 }, { "out", 10 }, { "rij", 10 }, { "paz", 10 }, { "окт", 10 }, { "жов", 10 },
	{ "οκτ", 10 }, { "eki", 10 }, { "loka", 10 },
	{ "nov", 11 }, { "lis", 11 }, { "noi", 11 }, { "ноя", 11 }, { "νοε", 11 }, { "kas", 11 }, { "marras", 11 },
	{ "dec", 12 }, { "dez", 12 }, { "des", 12 }, { "dic", 12 }, { "pro", 12 }, { "gru", 12 }, { "дек", 12 }, { "гру", 12 },
	{ "δεκ", 12 }, { "ara", 12 }, { "joulu", 12 },
	/* Croatian, Lithuanian, Estonian, Basque, Albanian, Malay; Serbian, Bulgarian, Belarusian; Arabic, Persian, Hebrew, Hindi, Thai */
	{ "sij", 1 }, { "saus", 1 }, { "jaa", 1 }, { "urt", 1 }, { "јан", 1 }, { "яну", 1 }, { "студз", 1 }, { "يناير", 1 },
	{ "جانفي", 1 }, { "ینایر", 1 }, { "ژانویه", 1 }, { "ינואר", 1 }, { "जनवर", 1 }, { "มกรา", 1 },
	{ "velj", 2 }, { "vas", 2 }, { "vee", 2 }, { "ots", 2 }, { "shk", 2 }, { "فبراير", 2 }, { "فيفري", 2 }, { "شباط", 2 },
	{ "فوریه", 2 }, { "פברואר", 2 }, { "फरवर", 2 }, { "กมภา", 2 },
	{ "ozuj", 3 }, { "kov", 3 }, { "mac", 3 }, { "сак", 3 }, { "مارس", 3 }, { "اذار", 3 }, { "מרץ", 3 }, { "मरच", 3 },
	{ "มนา", 3 },
	{ "trav", 4 }, { "bal", 4 }, { "api", 4 }, { "pri", 4 }, { "крас", 4 }, { "ابريل", 4 }, { "افريل", 4 },
	{ "نيسان", 4 }, { "اوریل", 4 }, { "אפריל", 4 }, { "अपरल", 4 }, { "เมษา", 4 },
	{ "svib", 5 }, { "geg", 5 }, { "мај", 5 }, { "مايو", 5 }, { "ماي", 5 }, { "ايار", 5 }, { "מאי", 5 }, { "मई", 5 },
	{ "พฤษภา", 5 },
	{ "lipnj", 6 }, { "lipanj", 6 }, { "birz", 6 }, { "juun", 6 }, { "qer", 6 }, { "јун", 6 }, { "юни", 6 }, { "чэр", 6 },
	{ "يونيو", 6 }, { "جوان", 6 }, { "حزيران", 6 }, { "ژوين", 6 }, { "יוני", 6 }, { "जन", 6 }, { "มถนา", 6 },
	{ "srpnj", 7 }, { "srpanj", 7 }, { "liep", 7 }, { "juul", 7 }, { "uzt", 7 }, { "korr", 7 }, { "јул", 7 },
	{ "юли", 7 }, { "يوليو", 7 }, { "جويلية", 7 }, { "تموز", 7 }, { "ژويیه", 7 }, { "יולי", 7 }, { "जलई", 7 },
	{ "กรกฎา", 7 },
	{ "kolov", 8 }, { "rugp", 8 }, { "avg", 8 }, { "ogo", 8 }, { "abu", 8 }, { "gush", 8 }, { "жні", 8 }, { "اغسطس", 8 },
	{ "اوت", 8 }, { "אוגוסט", 8 }, { "अगसत", 8 }, { "สงหา", 8 },
	{ "ruj", 9 }, { "rugs", 9 }, { "ira", 9 }, { "sht", 9 }, { "сеп", 9 }, { "سبتمبر", 9 }, { "ايلول", 9 },
	{ "سپتامبر", 9 }, { "ספטמבר", 9 }, { "सतबर", 9 }, { "सतमबर", 9 }, { "กนยา", 9 },
	{ "spal", 10 }, { "urr", 10 }, { "tet", 10 }, { "кастр", 10 }, { "اكتوبر", 10 }, { "اکتبر", 10 }, { "אוקטובר", 10 },
	{ "अकटबर", 10 }, { "अकतबर", 10 }, { "ตลา", 10 },
	{ "stud", 11 }, { "lapk", 11 }, { "aza", 11 }, { "nen", 11 }, { "ное", 11 }, { "нов", 11 }, { "лис", 11 },
	{ "ліс", 11 }, { "نوفمبر", 11 }, { "نوامبر", 11 }, { "נובמבר", 11 }, { "नवबर", 11 }, { "नवमबर", 11 }, { "พฤศจ", 11 },
	{ "det", 12 }, { "dis", 12 }, { "abe", 12 }, { "dhj", 12 }, { "дец", 12 }, { "сне", 12 }, { "ديسمبر", 12 },
	{ "دسامبر", 12 }, { "דצמבר", 12 }, { "दसबर", 12 }, { "दसमबर", 12 }, { "ธนวา", 12 },
};

int date_month(struct str folded)
{
	size_t best = 0;
	int month = 0;
	/* Hebrew writes "in" and the month as one word. */
	if (str_starts(folded, STR("ב")))
		folded = str_sub(folded, strlen("ב"), folded.n);
	for (size_t i = 0; i < sizeof MONTHS / sizeof *MONTHS; i++) {
		struct str p = str_of(MONTHS[i].prefix);
		if (p.n > best && str_starts(folded, p)) {
			best = p.n;
			month = MONTHS[i].month;
		}
	}
	return month;
}

static const struct {
	const char *name;
	struct date_zone zone;
} ZONES[] = {
	{ "z", { 0, DST_NONE } }, { "ut", { 0, DST_NONE } }, { "utc", { 0, DST_NONE } }, { "gmt", { 0, DST_NONE } },
	{ "wet", { 0, DST_NONE } }, { "west", { 60, DST_NONE } }, { "bst", { 60, DST_NONE } },
	{ "cet", { 60, DST_NONE } }, { "met", { 60, DST_NONE } }, { "mez", { 60, DST_NONE } }, { "cest", { 120, DST_NONE } },
	{ "mest", { 120, DST_NONE } }, { "mesz", { 120, DST_NONE } }, { "cedt", { 120, DST_NONE } },
	{ "eet", { 120, DST_NONE } }, { "eest", { 180, DST_NONE } }, { "sast", { 120, DST_NONE } }, { "cat", { 120, DST_NONE } },
	{ "wat", { 60, DST_NONE } }, { "eat", { 180, DST_NONE } }, { "trt", { 180, DST_NONE } },
	{ "msk", { 180, DST_NONE } }, { "msd", { 240, DST_NONE } }, { "gst", { 240, DST_NONE } }, { "pkt", { 300, DST_NONE } },
	{ "ist", { 330, DST_NONE } }, { "npt", { 345, DST_NONE } }, { "ict", { 420, DST_NONE } }, { "wib", { 420, DST_NONE } },
	{ "hkt", { 480, DST_NONE } }, { "sgt", { 480, DST_NONE } }, { "pht", { 480, DST_NONE } }, { "myt", { 480, DST_NONE } },
	{ "awst", { 480, DST_NONE } }, { "jst", { 540, DST_NONE } }, { "kst", { 540, DST_NONE } },
	{ "acst", { 570, DST_NONE } }, { "acdt", { 630, DST_NONE } }, { "aest", { 600, DST_NONE } }, { "aedt", { 660, DST_NONE } },
	{ "nzst", { 720, DST_NONE } }, { "nzdt", { 780, DST_NONE } },
	{ "nst", { -210, DST_NONE } }, { "ndt", { -150, DST_NONE } },
	{ "ast", { -240, DST_NONE } }, { "adt", { -180, DST_NONE } }, { "at", { -240, DST_NONE } },
	{ "est", { -300, DST_NONE } }, { "edt", { -240, DST_NONE } }, { "et", { -300, DST_NONE } },
	{ "cst", { -360, DST_NONE } }, { "cdt", { -300, DST_NONE } }, { "ct", { -360, DST_NONE } },
	{ "mst", { -420, DST_NONE } }, { "mdt", { -360, DST_NONE } }, { "mt", { -420, DST_NONE } },
	{ "pst", { -480, DST_NONE } }, { "pdt", { -420, DST_NONE } }, { "pt", { -480, DST_NONE } },
	{ "akst", { -540, DST_NONE } }, { "akdt", { -480, DST_NONE } }, { "hst", { -600, DST_NONE } },
	{ "brt", { -180, DST_NONE } }, { "art", { -180, DST_NONE } }, { "clt", { -240, DST_NONE } }, { "cot", { -300, DST_NONE } },
	{ "us/eastern", { -300, DST_US } }, { "us/central", { -360, DST_US } }, { "us/mountain", { -420, DST_US } },
	{ "us/pacific", { -480, DST_US } },
	{ "america/new_york", { -300, DST_US } }, { "america/toronto", { -300, DST_US } }, { "america/montreal", { -300, DST_US } },
	{ "america/detroit", { -300, DST_US } }, { "america/chicago", { -360, DST_US } }, { "america/winnipeg", { -360, DST_US } },
	{ "america/denver", { -420, DST_US } }, { "america/edmonton", { -420, DST_US } }, { "america/phoenix", { -420, DST_NONE } },
	{ "america/los_angeles", { -480, DST_US } }, { "america/vancouver", { -480, DST_US } }, { "america/halifax", { -240, DST_US } },
	{ "america/anchorage", { -540, DST_US } }, { "america/mexico_city", { -360, DST_NONE } }, { "america/bogota", { -300, DST_NONE } },
	{ "america/lima", { -300, DST_NONE } }, { "america/caracas", { -240, DST_NONE } }, { "america/sao_paulo", { -180, DST_NONE } },
	{ "america/argentina/buenos_aires", { -180, DST_NONE } }, { "america/buenos_aires", { -180, DST_NONE } },
	{ "europe/london", { 0, DST_EU } }, { "europe/dublin", { 0, DST_EU } }, { "europe/lisbon", { 0, DST_EU } },
	{ "atlantic/reykjavik", { 0, DST_NONE } },
	{ "europe/amsterdam", { 60, DST_EU } }, { "europe/belgrade", { 60, DST_EU } }, { "europe/berlin", { 60, DST_EU } },
	{ "europe/bratislava", { 60, DST_EU } }, { "europe/brussels", { 60, DST_EU } }, { "europe/budapest", { 60, DST_EU } },
	{ "europe/copenhagen", { 60, DST_EU } }, { "europe/ljubljana", { 60, DST_EU } }, { "europe/luxembourg", { 60, DST_EU } },
	{ "europe/madrid", { 60, DST_EU } }, { "europe/oslo", { 60, DST_EU } }, { "europe/paris", { 60, DST_EU } },
	{ "europe/prague", { 60, DST_EU } }, { "europe/rome", { 60, DST_EU } }, { "europe/sarajevo", { 60, DST_EU } },
	{ "europe/stockholm", { 60, DST_EU } }, { "europe/vienna", { 60, DST_EU } }, { "europe/warsaw", { 60, DST_EU } },
	{ "europe/zagreb", { 60, DST_EU } }, { "europe/zurich", { 60, DST_EU } },
	{ "europe/athens", { 120, DST_EU } }, { "europe/bucharest", { 120, DST_EU } }, { "europe/helsinki", { 120, DST_EU } },
	{ "europe/kiev", { 120, DST_EU } }, { "europe/kyiv", { 120, DST_EU } }, { "europe/riga", { 120, DST_EU } },
	{ "europe/sofia", { 120, DST_EU } }, { "europe/tallinn", { 120, DST_EU } }, { "europe/vilnius", { 120, DST_EU } },
	{ "europe/istanbul", { 180, DST_NONE } }, { "europe/minsk", { 180, DST_NONE } }, { "europe/moscow", { 180, DST_NONE } },
	{ "africa/cairo", { 120, DST_NONE } }, { "africa/johannesburg", { 120, DST_NONE } }, { "africa/lagos", { 60, DST_NONE } },
	{ "africa/nairobi", { 180, DST_NONE } }, { "asia/dubai", { 240, DST_NONE } }, { "asia/karachi", { 300, DST_NONE } },
	{ "asia/kolkata", { 330, DST_NONE } }, { "asia/calcutta", { 330, DST_NONE } }, { "asia/dhaka", { 360, DST_NONE } },
	{ "asia/bangkok", { 420, DST_NONE } }, { "asia/jakarta", { 420, DST_NONE } }, { "asia/ho_chi_minh", { 420, DST_NONE } },
	{ "asia/shanghai", { 480, DST_NONE } }, { "asia/hong_kong", { 480, DST_NONE } }, { "asia/singapore", { 480, DST_NONE } },
	{ "asia/manila", { 480, DST_NONE } }, { "asia/taipei", { 480, DST_NONE } }, { "australia/perth", { 480, DST_NONE } },
	{ "asia/tokyo", { 540, DST_NONE } }, { "asia/seoul", { 540, DST_NONE } }, { "australia/brisbane", { 600, DST_NONE } },
	{ "etc/gmt", { 0, DST_NONE } }, { "etc/utc", { 0, DST_NONE } },
};

bool date_zone(struct date_zone *out, struct str folded)
{
	for (size_t i = 0; i < sizeof ZONES / sizeof *ZONES; i++)
		if (str_eqz(folded, ZONES[i].name)) {
			*out = ZONES[i].zone;
			return true;
		}
	return false;
}
