/* Encodings: marks, claims, lies, and what is left. */
#include "testing.h"

#include <iconv.h>

#include "quotidian/charset.h"
#include "quotidian/utf8.h"

static const char *used;

/* Converts; static, overwritten by the next call. */
static const char *convert(struct str bytes, const char *type, enum charset_of of)
{
	static char text[512];
	struct buf out;
	buf_init(&out, 0);
	assert_int_equal(charset_to_utf8(&out, bytes, str_of(type), of, &used), 0);
	assert_true(out.n < sizeof text);
	memcpy(text, out.s ? out.s : "", out.n);
	text[out.n] = 0;
	buf_free(&out);
	return text;
}

static void marks(void **state)
{
	(void)state;
	assert_string_equal(convert(STR("\xEF\xBB\xBF" "a\xC3\xA9"), "text/xml; charset=koi8-r", CHARSET_XML), "a\xC3\xA9");
	assert_string_equal(used, "utf-8");
	assert_string_equal(convert(STR("\xFE\xFF\0a\xD8\x3D\xDE\x00"), "", CHARSET_XML), "a\xF0\x9F\x98\x80");
	assert_string_equal(used, "utf-16be");
	assert_string_equal(convert(STR("\xFF\xFE" "a\0\x3D\xD8x\0"), "", CHARSET_XML), "a\xEF\xBF\xBDx");
	assert_string_equal(convert(STR("\xFF\xFE\0\0a\0\0\0"), "", CHARSET_XML), "a");
	assert_string_equal(used, "utf-32le");
	assert_string_equal(convert(STR("\0\0\xFE\xFF\0\0\0a"), "", CHARSET_XML), "a");
	assert_string_equal(convert(STR("<\0?\0x\0m\0l\0"), "", CHARSET_XML), "<?xml");
	assert_string_equal(convert(STR("\0<\0r\0s\0s"), "", CHARSET_XML), "<rss");
	assert_string_equal(convert(STR(""), "", CHARSET_XML), "");
}

static void claims(void **state)
{
	(void)state;
	assert_string_equal(convert(STR("<?xml version='1.0' encoding='windows-1251'?>\xCD\xEE"), "", CHARSET_XML) + 45, "\xD0\x9D\xD0\xBE");
	assert_string_equal(used, "windows-1251");
	/* The header goes before the declaration, if the bytes agree. */
	assert_string_equal(convert(STR("<?xml encoding=\"utf-8\"?>\x82\xA0"), "text/xml; charset=\"Shift_JIS\"", CHARSET_XML) + 24, "\xE3\x81\x82");
	assert_string_equal(convert(STR("<?xml version=\"1.0\" encoding=\"big5\"?>\xA4\x40"), "text/xml; charset=utf-8", CHARSET_XML) + 37, "\xE4\xB8\x80");
	assert_string_equal(convert(STR("\xB0\xA1"), "text/xml; charset=EUC-KR", CHARSET_XML), "\xEA\xB0\x80");
	assert_string_equal(convert(STR("\x1b$B$\"\x1b(B"), "text/xml; charset=iso-2022-jp", CHARSET_XML), "\xE3\x81\x82");
	assert_string_equal(convert(STR("<html><meta charset=koi8-r><p>\xC1"), "", CHARSET_HTML) + 30, "\xD0\xB0");
	assert_string_equal(
		convert(STR("<META content='text/html; charset=gbk' http-equiv=Content-Type>\xC4\xE3"), "", CHARSET_HTML) + 63, "\xE4\xBD\xA0");
}

static void lies(void **state)
{
	(void)state;
	assert_string_equal(convert(STR("\x93x\x94 \x80"), "text/xml; charset=iso-8859-1", CHARSET_XML),
			    "\xE2\x80\x9Cx\xE2\x80\x9D \xE2\x82\xAC");
	assert_string_equal(used, "windows-1252");
	assert_string_equal(convert(STR("<?xml encoding='utf-16'?>\xC3\xA9"), "", CHARSET_XML) + 25, "\xC3\xA9");
	assert_string_equal(convert(STR("caf\xC3\xA9"), "text/html; charset=iso-8859-1", CHARSET_HTML), "caf\xC3\xA9");
	assert_string_equal(convert(STR("caf\xC3\xA9"), "text/html; charset=nonsense", CHARSET_HTML), "caf\xC3\xA9");
	assert_string_equal(convert(STR("Cr\xE8me"), "text/xml; charset=utf-8", CHARSET_XML), "Cr\xC3\xA8me");
	/* UTF-8 with one fault among much is UTF-8; cut at its end too. */
	assert_string_equal(convert(STR("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xFFz"), "", CHARSET_XML),
			    "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xEF\xBF\xBDz");
	assert_string_equal(convert(STR("don\xC2\x92t"), "", CHARSET_XML), "don\xE2\x80\x99t");
	assert_string_equal(convert(STR("a\xE2\x82"), "", CHARSET_XML), "a\xEF\xBF\xBD");
	assert_string_equal(used, "utf-8");
}

static void limits(void **state)
{
	(void)state;
	struct buf out;
	buf_init(&out, 4);
	assert_int_equal(charset_to_utf8(&out, STR("abcdef"), STR(""), CHARSET_XML, NULL), QD_ELIMIT);
	assert_true(out.n <= 4);
	buf_free(&out);
}

/* Text in the encoding, as iconv writes it; false when iconv has none of that name. */
static bool in_charset(struct buf *out, const char *name, const char *text)
{
	char *from = (char *)text, *to;
	size_t left = strlen(text), room = 8 * left + 64, whole = room;
	iconv_t cd = iconv_open(name, "UTF-8");
	if (cd == (iconv_t)-1)
		return false;
	buf_clear(out);
	to = buf_room(out, room);
	if (iconv(cd, &from, &left, &to, &room) == (size_t)-1 || iconv(cd, NULL, NULL, &to, &room) == (size_t)-1)
		fail_msg("%s is not in %s", text, name);
	iconv_close(cd);
	out->n = whole - room;
	return true;
}

/* Encodings that iconv has and the table has not, claimed by the text itself and by a header. */
static void beyond(void **state)
{
	(void)state;
	static const struct {
		const char *name, *words;
		bool apart;
	} cases[] = {
		{ "IBM500", "Hafen größer", true }, { "CP1047", "Hafen größer", true }, { "EBCDIC-CP-GR", "Νέα του λιμανιού", true }, { "IBM1155", "Liman bütçesi", true },
		{ "TSCII", "அவசர", false }, { "ARMSCII-8", "Նավահանգիստ", false }, { "KOI8-RU", "Порт Буй, ў", false }, { "IBM855", "Порт", false },
		{ "GEORGIAN-PS", "ნავსადგური", false }, { "ISO-2022-CN", "港口新闻", false }, { "IBM857", "Liman bütçesi", false },
		{ "TCVN", "Tin cảng", false }, { "PT154", "Порт", false }, { "ISO646-DE", "Häfen", false },
	};
	struct buf bytes;
	buf_init(&bytes, 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[256], type[64];
		snprintf(text, sizeof text, "<?xml version=\"1.0\" encoding=\"%s\"?><rss><title>%s</title></rss>", cases[i].name, cases[i].words);
		if (!in_charset(&bytes, cases[i].name, text))
			continue;
		assert_string_equal(convert(buf_str(&bytes), "", CHARSET_XML), text);
		assert_string_equal(used, cases[i].name);
		/* The header counts more than the declaration, which names another. */
		snprintf(type, sizeof type, "text/xml; charset=%s", cases[i].name);
		snprintf(text, sizeof text, "<?xml version=\"1.0\" encoding=\"IBM871\"?><rss><title>%s</title></rss>", cases[i].words);
		assert_true(in_charset(&bytes, cases[i].name, text));
		assert_string_equal(convert(buf_str(&bytes), type, CHARSET_XML), text);
		/* A lie: what is plainly ASCII is no EBCDIC. */
		if (cases[i].apart)
			assert_string_equal(convert(STR("<rss>Harbour</rss>"), type, CHARSET_XML), "<rss>Harbour</rss>");
	}
	/* UTF-8 stays UTF-8 whatever is claimed. */
	assert_string_equal(convert(STR("<a>\xC3\xA9</a>"), "text/xml; charset=ARMSCII-8", CHARSET_XML), "<a>\xC3\xA9</a>");
	/* A page: the first label that means something. */
	if (in_charset(&bytes, "ARMSCII-8", "<meta charset='nothing at all'><meta charset='armscii-8'><p>Նավահանգիստ")) {
		assert_non_null(strstr(convert(buf_str(&bytes), "", CHARSET_HTML), "<p>Նավահանգիստ"));
		assert_string_equal(used, "ARMSCII-8");
	}
	buf_free(&bytes);
}

static void names(void **state)
{
	(void)state;
	static const char *const good[] = { "IBM1047", "EBCDIC-CP-US", "ISO_8859-1:1987", "tscii", "8859_1", "SEN_850200_B", "NF_Z_62-010_(1973)" };
	static const char *const bad[] = { "", " ", "UTF-8//TRANSLIT", "UTF-8//IGNORE", "/etc/passwd", "../x", ".hidden", "-x", "a b", "a,b", "(a)", "a\nb", "caf\xC3\xA9",
		"UTF-7", "utf7", "UTF-7-IMAP", "x-unicode-1-1-utf-7", "csUnicode11UTF7", "WCHAR_T", "INTERNAL", "UCS-4-INTERNAL", "JAVA", "C99", "char",
		"a23456789012345678901234567890123456789012" };
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(charset_name_ok(str_of(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(charset_name_ok(str_of(bad[i])));
		assert_false(charset_known(str_of(bad[i])));
	}
	assert_false(charset_known(STR("NO-SUCH-CHARSET")));
	/* UTF-7 is not read: its text is the ASCII that everybody saw. */
	assert_string_equal(convert(STR("<a>+ADw-b+AD4-</a>"), "text/xml; charset=utf-7", CHARSET_XML), "<a>+ADw-b+AD4-</a>");
}

/* Once the box is closed, what is not there is asked for: what counts most, and only what would be used. */
static void wanted(void **state)
{
	(void)state;
	charset_preload(STR("IBM1124,no such,NO-SUCH-CHARSET"));
	(void)charset_wanted();
	assert_string_equal(convert(STR("<a>\xC1</a>"), "text/xml; charset=IBM1129", CHARSET_XML), "<a>\xC3\x81</a>");
	assert_str(charset_wanted(), "IBM1129");
	assert_str(charset_wanted(), "");
	(void)convert(STR("<?xml version='1.0' encoding='IBM1133'?><a>\xC1</a>"), "text/xml; charset=IBM1129", CHARSET_XML);
	assert_str(charset_wanted(), "IBM1129");
	(void)convert(STR("<?xml version='1.0' encoding='IBM1133'?><a>\xC1</a>"), "text/xml", CHARSET_XML);
	assert_str(charset_wanted(), "IBM1133");
	(void)convert(STR("<?xml version='1.0' encoding='IBM1133'?><a>\xC1</a>"), "text/xml; charset=koi8-r", CHARSET_XML);
	assert_str(charset_wanted(), "");
	(void)convert(STR("<a>\xC3\xA9</a>"), "text/xml; charset=IBM1129", CHARSET_XML);
	(void)convert(STR("<a>\xC1</a>"), "text/xml; charset=\"IBM1129//TRANSLIT\"", CHARSET_XML);
	(void)convert(STR("<a>\xC1</a>"), "text/xml; charset=utf-7", CHARSET_XML);
	(void)convert(STR("<a>\xC1</a>"), "text/xml; charset=\"../../lib\"", CHARSET_XML);
	(void)convert(STR("\xEF\xBB\xBF<a>x</a>"), "text/xml; charset=IBM1129", CHARSET_XML);
	assert_str(charset_wanted(), "");
	if (charset_known(STR("IBM1124"))) {
		assert_string_equal(convert(STR("<a>\xC1</a>"), "text/xml; charset=IBM1124", CHARSET_XML), "<a>\xD0\xA1</a>");
		assert_str(charset_wanted(), "");
	}
}

static void preloaded(void **state)
{
	(void)state;
	charset_preload(STR_NONE);
	charset_preload(STR_NONE);
	assert_string_equal(convert(STR("\xB0\xA1"), "text/xml; charset=EUC-KR", CHARSET_XML), "\xEA\xB0\x80");
	assert_string_equal(convert(STR("\xB0\xA1"), "text/xml; charset=EUC-KR", CHARSET_XML), "\xEA\xB0\x80");
}

/* The news of a harbour town in the languages and encodings of feeds that declare nothing. */
static void undeclared(void **state)
{
	(void)state;
	static const struct {
		const char *language, *encodings, *text;
	} cases[] = {
		{ "ru", "windows-1251 koi8-r iso-8859-5 ibm866",
		  "Вчера вечером городской совет утвердил бюджет порта. Мэр сказал, что набережную откроют весной, а рыбный рынок переедет в новое здание." },
		{ "ru-short", "windows-1251 koi8-r iso-8859-5",
		  "Новости порта: паром задержан" },
		{ "uk", "windows-1251 koi8-u",
		  "Учора міська рада ухвалила бюджет порту. Міський голова сказав, що набережну відкриють навесні, а її вартість ще не відома." },
		{ "bg", "windows-1251 iso-8859-5",
		  "Вчера градският съвет прие бюджета на пристанището. Кметът каза, че крайбрежната улица ще бъде отворена през пролетта." },
		{ "sr", "windows-1251 iso-8859-5",
		  "Градско веће је јуче усвојило буџет луке. Градоначелник каже да ће шеталиште бити отворено на пролеће." },
		{ "el", "windows-1253 iso-8859-7",
		  "Το δημοτικό συμβούλιο ενέκρινε χθες τον προϋπολογισμό του λιμανιού. Ο δήμαρχος είπε ότι η προκυμαία θα ανοίξει την άνοιξη." },
		{ "he", "windows-1255 iso-8859-8",
		  "מועצת העיר אישרה אתמול את תקציב הנמל. ראש העיר אמר שהטיילת תיפתח באביב." },
		{ "ar", "windows-1256 iso-8859-6",
		  "أقر مجلس المدينة أمس ميزانية الميناء. وقال رئيس البلدية إن الكورنيش سيفتح في الربيع المقبل." },
		{ "th", "tis-620",
		  "เมื่อวานนี้สภาเทศบาลได้อนุมัติงบประมาณของท่าเรือ นายกเทศมนตรีกล่าวว่าทางเดินริมทะเลจะเปิดในฤดูใบไม้ผลิ" },
		{ "ja", "shift_jis euc-jp iso-2022-jp",
		  "市議会は昨日、港の予算を承認した。市長は「遊歩道は春に開通する」と述べた。" },
		{ "ja-title", "shift_jis euc-jp",
		  "港の予算、市議会が承認へ" },
		{ "ko", "euc-kr iso-2022-kr",
		  "시의회는 어제 항구 예산을 승인했다. 시장은 산책로가 내년 봄에 열릴 것이라고 말했다." },
		{ "ko-title", "euc-kr",
		  "시의회, 항구 예산 승인" },
		{ "zh-cn", "gb18030 gbk gb2312",
		  "市议会昨天批准了港口的预算。市长说，海滨步道将在明年春天开放，鱼市场要搬到新的大楼里。" },
		{ "zh-cn-title", "gb2312",
		  "市议会批准港口预算，市长说明年开放" },
		{ "zh-tw", "big5",
		  "市議會昨天批准了港口的預算。市長說，海濱步道將在明年春天開放，魚市場要搬到新的大樓裡。" },
		{ "zh-tw-title", "big5",
		  "市議會批准港口預算，市長說明年開放" },
		{ "pl", "windows-1250 iso-8859-2",
		  "Rada miasta przyjęła wczoraj budżet portu. Burmistrz powiedział, że promenada zostanie otwarta wiosną, a targ rybny przeniesie się do nowej hali." },
		{ "cs", "windows-1250 iso-8859-2",
		  "Městská rada včera schválila rozpočet přístavu. Starosta řekl, že nábřeží se otevře na jaře a rybí trh se přestěhuje." },
		{ "sk", "windows-1250 iso-8859-2",
		  "Mestská rada včera schválila rozpočet prístavu. Primátor povedal, že nábrežie sa otvorí na jar a rybí trh sa presťahuje." },
		{ "hu", "windows-1250 iso-8859-2",
		  "A városi tanács tegnap elfogadta a kikötő költségvetését. A polgármester szerint a sétány tavasszal nyílik, és a halpiac új épületbe költözik. A döntés több éves vita után született, és a költségek fedezésére új díjat is bevezetnek, közölte az önkormányzat szerdán." },
		{ "ro", "windows-1250 iso-8859-2",
		  "Consiliul oraşului a aprobat ieri bugetul portului. Primarul a spus că faleza va fi deschisă în primăvară, iar piaţa de peşte se mută." },
		{ "hr", "windows-1250 iso-8859-2",
		  "Gradsko vijeće jučer je usvojilo proračun luke. Gradonačelnik kaže da će šetnica biti otvorena u proljeće, a ribarnica će se preseliti." },
		{ "tr", "windows-1254 iso-8859-9",
		  "Belediye meclisi dün limanın bütçesini onayladı. Başkan, kıyı yolunun ilkbaharda açılacağını, balık pazarının da taşınacağını söyledi." },
		{ "lt", "windows-1257 iso-8859-13",
		  "Miesto taryba vakar patvirtino uosto biudžetą. Meras sakė, kad krantinė bus atidaryta pavasarį, o žuvų turgus persikels į naują pastatą." },
		{ "lv", "windows-1257 iso-8859-13",
		  "Pilsētas dome vakar apstiprināja ostas budžetu. Mērs teica, ka promenādi atklās pavasarī, bet zivju tirgus pārcelsies uz jaunu ēku. Pašvaldība cer, ka darbi būs pabeigti līdz gada beigām, taču daļa iedzīvotāju ir pret jaunajām ēkām, jo tās aizsegs skatu uz jūru. Žurnālisti to uzzināja ceturtdien." },
		{ "fr", "windows-1252 macintosh iso-8859-15",
		  "Le conseil municipal a voté hier le budget du port. Le maire a déclaré que la promenade rouvrirait au printemps, après des années de réparations." },
		{ "de", "windows-1252",
		  "Der Stadtrat hat gestern den Haushalt für den Hafen gebilligt. Die Bürgermeisterin sagte, die Uferstraße werde im Frühling eröffnet." },
		{ "es", "windows-1252",
		  "El ayuntamiento aprobó ayer el presupuesto del puerto. El alcalde dijo que el paseo marítimo abrirá en primavera, después de años de obras." },
		{ "pt", "windows-1252",
		  "A câmara municipal aprovou ontem o orçamento do porto. O presidente disse que a avenida marginal abrirá na primavera, após anos de obras e atenções." },
		{ "it", "windows-1252",
		  "Il consiglio comunale ha approvato ieri il bilancio del porto. La città avrà più spazio, perché il mercato si sposterà." },
		{ "sv", "windows-1252",
		  "Kommunfullmäktige godkände i går hamnens budget. Borgmästaren sade att strandpromenaden öppnar till våren." },
		{ "da", "windows-1252",
		  "Byrådet godkendte i går havnens budget. Borgmesteren sagde, at strandpromenaden åbner til foråret, og fisketorvet flytter." },
		{ "is", "windows-1252",
		  "Bæjarráðið samþykkti í gær fjárhagsáætlun hafnarinnar. Bæjarstjórinn sagði að göngustígurinn yrði opnaður í vor." },
		{ "fi", "windows-1252",
		  "Kaupunginvaltuusto hyväksyi eilen sataman talousarvion. Pormestari sanoi, että rantatie avataan keväällä." },
		{ "et", "windows-1252",
		  "Linnavolikogu kinnitas eile sadama eelarve. Linnapea ütles, et rannapromenaad avatakse kevadel, õue tuleb ka turg." },
		{ "nl", "windows-1252",
		  "De gemeenteraad keurde gisteren de begroting van de haven goed. De burgemeester zei: “één café”, coördinatie, België, financiële ruïne." },
		{ "ca", "windows-1252",
		  "L’ajuntament va aprovar ahir el pressupost del port. L’alcalde va dir que el passeig obrirà a la primavera, després d’anys d’obres i això és tot." },
		{ "en", "windows-1252",
		  "The mayor said: “We’re open — at last”, and that it’s £5 a head… The café’s naïve façade." },
		{ "en2", "windows-1252",
		  "“We’re open — at last”, she said… “It’s £5 or €6 – the harbour’s own price”" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str rest = str_of(cases[i].encodings), encoding;
		while (str_split(&rest, ' ', &encoding)) {
			char name[32], *to, *from;
			snprintf(name, sizeof name, STR_FMT, STR_ARG(encoding));
			for (int feed = 0; feed < 2; feed++) {
				struct buf text, bytes, out;
				buf_init(&text, 0);
				buf_init(&bytes, 0);
				buf_init(&out, 0);
				buf_addf(&text, feed ? "<rss><channel><title>Port</title><item><title>%s</title></item></channel></rss>" : "%s", cases[i].text);
				iconv_t cd = iconv_open(name, "UTF-8");
				assert_true(cd != (iconv_t)-1);
				size_t left = text.n, room = 2 * text.n + 16;
				from = text.s;
				to = buf_room(&bytes, room);
				size_t whole = room;
				if (iconv(cd, &from, &left, &to, &room) == (size_t)-1 || iconv(cd, NULL, NULL, &to, &room) == (size_t)-1)
					fail_msg("%s is not in %s", cases[i].text, name);
				iconv_close(cd);
				bytes.n = whole - room;
				assert_int_equal(charset_to_utf8(&out, buf_str(&bytes), STR_NONE, CHARSET_XML, &used), 0);
				if (!str_eq(buf_str(&out), buf_str(&text)))
					fail_msg("%s in %s was read as %s", cases[i].language, name, used);
				buf_free(&text);
				buf_free(&bytes);
				buf_free(&out);
			}
		}
		/* The same text in UTF-8, whole or cut anywhere, is UTF-8. */
		for (size_t n = 0; n <= strlen(cases[i].text); n++) {
			struct buf out;
			buf_init(&out, 0);
			assert_int_equal(charset_to_utf8(&out, str_n(cases[i].text, n), STR_NONE, CHARSET_HTML, &used), 0);
			if (utf8_valid(str_n(cases[i].text, n)))
				assert_string_equal(used, "utf-8");
			buf_free(&out);
		}
	}
}

/* A guess only replaces what does not hold: a claim that decodes stays, and text that fits no language is windows-1252. */
static void no_guess(void **state)
{
	(void)state;
	(void)convert(STR("\xCD\xEE\xE2\xEE\xF1\xF2\xE8 \xEF\xEE\xF0\xF2\xE0"), "text/xml; charset=windows-1252", CHARSET_XML);
	assert_string_equal(used, "windows-1252");
	(void)convert(STR("\xCD\xEE\xE2\xEE\xF1\xF2\xE8 \xEF\xEE\xF0\xF2\xE0"), "text/xml; charset=utf-8", CHARSET_XML);
	assert_string_equal(used, "windows-1251");
	assert_string_equal(convert(STR("\x93It\x92s \xA3" "5\x94 \x85 \x97 na\xEFve"), "", CHARSET_XML),
			    "\xE2\x80\x9CIt\xE2\x80\x99s \xC2\xA3" "5\xE2\x80\x9D \xE2\x80\xA6 \xE2\x80\x94 na\xC3\xAFve");
	(void)convert(STR("\xFF\xF1\x80\xE2\x90\xC3 \xFE\xD0"), "", CHARSET_XML);
	assert_string_equal(used, "windows-1252");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks), cmocka_unit_test(claims), cmocka_unit_test(lies),
		cmocka_unit_test(limits), cmocka_unit_test(names), cmocka_unit_test(beyond), cmocka_unit_test(wanted), cmocka_unit_test(preloaded), cmocka_unit_test(undeclared), cmocka_unit_test(no_guess),
	};
	return cmocka_run_group_tests_name("text/charset", tests, NULL, NULL);
}
